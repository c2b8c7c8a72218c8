"""A card's page as one frozen value: everything its templates say, worked out and translated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from cardshop.accounts import opening
from cardshop.accounts.opening import Clock, Pill
from cardshop.cards.domain import themes
from cardshop.cards.published import PublicCard, PublicParts
from cardshop.lib import phones
from cardshop.media.queries import Shown
from cardshop.storefront import sections
from cardshop.storefront.actions import Action, main_and_quick
from cardshop.storefront.sections import Part, Row
from cardshop.storefront.structured import described
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
    css: Markup
    avatar: Shown | None
    cover: Shown | None
    pill: Pill | None
    main: Action | None
    quick: list[Action]
    parts: list[Part]
    data: Markup

    @property
    def title(self) -> str:
        """The words of the browser's tab, and of a link to the card elsewhere."""
        return " · ".join(part for part in (self.card.display_name, self.role) if part)

    @property
    def role(self) -> str:
        """The line below the name: what the owner wrote, else what they do and where."""
        card = self.card
        named = card.organisation if card.organisation != card.display_name else ""
        return card.headline or " · ".join(part for part in (card.job_title, named) if part)

    @property
    def description(self) -> str:
        """One line about the card for those who have not opened it."""
        return _cut(self.card.bio or self.card.headline or self.card.display_name)

    @property
    def image(self) -> str:
        """The picture that stands for the card elsewhere, from anywhere; empty without one."""
        return image_of(self.cover or self.avatar)

    @property
    def colours(self) -> dict[str, str]:
        """The colour of the browser's bar by scheme: `light`, `dark` or both."""
        theme = self.card.theme
        schemes = ("light", "dark") if theme.scheme == "auto" else (theme.scheme,)
        return {scheme: theme.palette(dark=scheme == "dark").bg for scheme in schemes}

    @property
    def social(self) -> list[Row]:
        """Profiles on networks, as marks in one line."""
        networks = [link for link in self.card.links if link.network != "website"]
        return [
            Row(sections.social_icon(link), sections.social_name(link), href=link.url)
            for link in networks[:MOST_SOCIAL]
        ]

    @property
    def phone(self) -> str:
        """A number to copy where a contact cannot be saved."""
        numbers = [phone.number for phone in self.card.phones] + [self.card.business.whatsapp]
        return phones.show(numbers[0])

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
    known = clock if any(part.kind == "hours" for part in shown) else None
    is_person = bool(card.job_title) and known is None
    main, quick = main_and_quick(card, is_person=is_person)
    avatar, cover = (parts.pictures.get(key or 0) for key in (card.avatar_id, card.cover_id))
    at, image = address(card, draft), image_of(cover or avatar)
    return CardPage(
        card=card,
        at=at,
        is_person=is_person,
        is_draft=bool(draft) and not card.is_published,
        css=styles(card),
        avatar=avatar,
        cover=cover,
        pill=opening.pill(card.business.hours, clock) if known else None,
        main=main,
        quick=quick,
        parts=shown,
        data=described(card, url=at.url, image=image, is_person=is_person, clock=known),
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


def image_of(picture: Shown | None) -> str:
    """A picture's address from anywhere; empty without one."""
    return absolute(picture.url(1280)) if picture else ""


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= DESCRIPTION else words[: DESCRIPTION - 1].rstrip() + "…"
