"""A card's page as one frozen value: everything its templates say, worked out and translated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from cardshop.cards.domain import themes
from cardshop.cards.published import PublicCard, PublicParts
from cardshop.lib import phones
from cardshop.media.queries import Shown
from cardshop.storefront import opening, sections, structured
from cardshop.storefront.actions import Action, main_and_quick
from cardshop.storefront.opening import Clock, Pill
from cardshop.storefront.sections import Part, Row
from cardshop.web import assets
from cardshop.web.security import allow_styles
from cardshop.web.site import absolute

# As many as fit into one line under the head of a card on a phone.
MOST_SOCIAL = 6
# A longer name is set smaller where the name is the picture.
LONG_NAME = 18
DESCRIPTION = 160


@dataclass(frozen=True, slots=True)
class Address:
    """Where a card and its files are. `query` keeps a preview a preview."""

    path: str
    url: str
    query: str

    def file(self, ending: str) -> str:
        """The address of one of its files, such as `/qr.svg`."""
        return f"{self.path}{ending}{self.query}"

    @property
    def shown(self) -> str:
        """As people write it."""
        return self.url.partition("://")[2]


@dataclass(frozen=True, slots=True)
class CardPage:
    """What the templates of a card, its sheets and its share page say."""

    card: PublicCard
    at: Address
    is_person: bool
    is_draft: bool
    title: str
    description: str
    css: Markup
    colours: dict[str, str]
    avatar: Shown | None
    cover: Shown | None
    image: str
    role: str
    pill: Pill | None
    main: Action | None
    quick: list[Action]
    social: list[Row]
    parts: list[Part]
    phone: str
    data: Markup

    @property
    def layout(self) -> str:
        """The classes of the page's frame: its layout, and what it lacks."""
        bare = " bare" if len(self.listed) < 2 else ""
        no_cover = "" if self.has_cover else " no-cover"
        person = " person" if self.is_person else ""
        return f"lay-{self.card.theme.layout}{no_cover}{person}{bare}"

    @property
    def has_cover(self) -> bool:
        """Whether a picture stands at the top; in the plain layout the name is the picture."""
        return self.cover is not None and self.card.theme.layout != "plain"

    @property
    def side_by_side(self) -> set[str]:
        """Hours and map in a row share one on wide screens: when to come, and where to."""
        pairs = zip(self.parts, self.parts[1:], strict=False)
        return {
            part.id for pair in pairs if {p.kind for p in pair} == {"hours", "map"} for part in pair
        }

    @property
    def has_gallery(self) -> bool:
        """Whether there are pictures to look at one by one."""
        return any(part.kind == "gallery" for part in self.parts)

    @property
    def cover_sizes(self) -> str:
        """How wide the picture at the top is shown, for browsers to choose a file."""
        is_banner = self.card.theme.layout == "banner"
        return "100vw" if is_banner else "(min-width:960px) 368px,100vw"

    @property
    def is_long(self) -> bool:
        """Whether the name needs smaller letters."""
        return len(self.card.display_name) > LONG_NAME

    @property
    def listed(self) -> list[Part]:
        """The sections that the list of sections names."""
        return [part for part in self.parts if part.title]


def card_page(card: PublicCard, parts: PublicParts, *, now: datetime, draft: str) -> CardPage:
    """The page of a card as it is at this moment; `draft` is the preview's query, or empty."""
    clock = Clock(now, card.business.zone, card.locale)
    shown = sections.shown(card, parts, clock)
    has_hours = any(part.kind == "hours" for part in shown)
    is_person = bool(card.job_title) and not has_hours
    main, quick = main_and_quick(card, is_person=is_person)
    avatar, cover = (parts.pictures.get(key or 0) for key in (card.avatar_id, card.cover_id))
    at, image = address(card, draft), _absolute(cover or avatar)
    return CardPage(
        card=card,
        at=at,
        is_person=is_person,
        is_draft=bool(draft) and not card.is_published,
        title=" · ".join(part for part in (card.display_name, role(card)) if part),
        description=_cut(card.bio or card.headline or card.display_name),
        css=styles(card),
        colours=bar_colours(card),
        avatar=avatar,
        cover=cover,
        image=image,
        role=role(card),
        pill=opening.pill(card.business.hours, clock) if has_hours else None,
        main=main,
        quick=quick,
        social=_social(card),
        parts=shown,
        phone=phones.show(card.phones[0].number if card.phones else card.business.whatsapp),
        data=structured.described(
            card,
            url=at.url,
            image=image,
            is_person=is_person,
            clock=clock if has_hours else None,
        ),
    )


def address(card: PublicCard, draft: str) -> Address:
    """Where the card is, for everyone or for a preview."""
    path = f"/{card.slug}"
    return Address(path, absolute(path), f"?draft={draft}" if draft else "")


def styles(card: PublicCard) -> Markup:
    """The one style element of a card's pages, allowed by its hash."""
    focus = f":root{{--fx:{card.cover_x}%;--fy:{card.cover_y}%}}"
    return inlined(themes.css(card.theme, card.locale) + focus)


def inlined(variables: str, *more: str) -> Markup:
    """The look and the bundles of a public page as one style, allowed by its hash."""
    css = variables + "".join(assets.css(bundle) for bundle in ("public", *more))
    allow_styles([css])
    return Markup(css)  # noqa: S704 - our own files, and a look made of numbers and table entries


def bar_colours(card: PublicCard) -> dict[str, str]:
    """The colour of the browser's bar by scheme: `light`, `dark` or both."""
    schemes = ("light", "dark") if card.theme.scheme == "auto" else (card.theme.scheme,)
    return {scheme: card.theme.palette(dark=scheme == "dark").bg for scheme in schemes}


def role(card: PublicCard) -> str:
    """The line below the name: what the owner wrote, else what they do and where."""
    named = card.organisation if card.organisation != card.display_name else ""
    return card.headline or " · ".join(part for part in (card.job_title, named) if part)


def _social(card: PublicCard) -> list[Row]:
    networks = [link for link in card.links if link.network != "website"][:MOST_SOCIAL]
    return [
        Row(sections.social_icon(link), sections.social_name(link), href=link.url)
        for link in networks
    ]


def _absolute(picture: Shown | None) -> str:
    return absolute(picture.url(1280)) if picture else ""


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= DESCRIPTION else words[: DESCRIPTION - 1].rstrip() + "…"
