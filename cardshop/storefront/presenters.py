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
from cardshop.storefront import menus, sections, structured_services
from cardshop.storefront.actions import Action, main_and_quick
from cardshop.storefront.goods import NOTHING, Goods
from cardshop.storefront.heads import Address, Head, address, bar_colours, image_of, in_one_line
from cardshop.storefront.menus import Menu
from cardshop.storefront.sections import Part, Row
from cardshop.storefront.structured import described
from cardshop.web import assets
from cardshop.web.security import allow_styles

# As many as fit into one line under the head of a card on a phone.
MOST_SOCIAL = 6
# A longer name is set smaller where the name is the picture.
LONG_NAME = 18


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
    has_shop: bool
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
    def head(self) -> Head:
        """What is told of the card to those who have not opened it."""
        card = self.card
        return Head(
            title=self.title,
            description=in_one_line(card.bio or card.headline or card.display_name),
            url=self.at.url,
            kind="profile" if self.is_person else "website",
            site=card.display_name,
            picture=self.cover or self.avatar,
            is_large=self.cover is not None,
            is_hidden=bool(self.at.query),
            avatar=self.avatar,
            colours=bar_colours(card.theme),
        )

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


def card_page(
    card: PublicCard,
    parts: PublicParts,
    goods: Goods = NOTHING,
    menu: Menu = menus.NOTHING,
    *,
    now: datetime,
    draft: str,
) -> CardPage:
    """The page of a card as it is at this moment; `draft` is the preview's query, or empty."""
    clock, at = Clock(now, card.business.zone, card.locale), address(card, draft)
    whole = sections.Whole(card, parts.pictures, clock, at, goods, menu)
    shown = sections.shown(whole, parts.sections)
    known = clock if any(part.kind == "hours" for part in shown) else None
    is_person = bool(card.job_title) and known is None
    main, quick = _actions(card, goods, menu, at, is_person=is_person)
    avatar, cover = (parts.pictures.get(key or 0) for key in (card.avatar_id, card.cover_id))
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
        has_shop=bool(goods.count),
        data=described(
            card,
            url=at.url,
            image=image_of(cover or avatar),
            is_person=is_person,
            clock=known,
            offers=structured_services.offers(card, parts.sections, menu, url=at.url),
        ),
    )


def _actions(
    card: PublicCard, goods: Goods, menu: Menu, at: Address, *, is_person: bool
) -> tuple[Action | None, list[Action]]:
    """The shop and the booking page beside what is on the card itself.

    Booking is the first thing to do where the owner put services before products, or sells none.
    """
    return main_and_quick(
        card,
        is_person=is_person,
        shop=at.file("/shop") if goods.count else "",
        book=at.file("/book") if menu.services else "",
        books_first=menu.is_first or not goods.count,
    )


def styles(card: PublicCard) -> Markup:
    """The one style element of a card's pages, allowed by its hash."""
    focus = f":root{{--fx:{card.cover_x}%;--fy:{card.cover_y}%}}"
    return inlined(themes.css(card.theme, card.locale) + focus)


def inlined(variables: str, *more: str) -> Markup:
    """The look and the bundles of a public page as one style, allowed by its hash."""
    css = variables + "".join(assets.css(bundle) for bundle in ("public", *more))
    allow_styles([css])
    return Markup(css)  # noqa: S704 - our own files, and a look made of numbers and table entries
