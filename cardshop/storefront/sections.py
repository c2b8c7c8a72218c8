"""The sections of a card as its page shows them; one that has nothing to show is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cardshop.accounts import opening
from cardshop.accounts.opening import Clock
from cardshop.cards.domain.contact import Address, SocialLink
from cardshop.cards.domain.network_table import NETWORKS, WEBSITE
from cardshop.cards.domain.networks import display_text
from cardshop.cards.models import SectionKind
from cardshop.cards.published import PublicCard, PublicSection
from cardshop.lib import phones
from cardshop.media.queries import Shown
from cardshop.storefront import actions, goods, menus
from cardshop.storefront.heads import Address as Place
from cardshop.storefront.section_names import NAMES

# What a number or address is for; "other" says nothing.
KINDS: Mapping[str, Any] = {
    "mobile": _l("Mobile"),
    "work": _l("Work"),
    "home": _l("Home"),
    "fax": _l("Fax"),
    "main": _l("Main"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A section: its anchor, its heading, its short name in the list of sections, what it shows.

    A text without a title has neither heading nor place in the list.
    """

    id: str
    kind: str
    title: str
    short: str
    body: Any


@dataclass(frozen=True, slots=True)
class Row:
    """A line with an icon; `is_ltr` for numbers and addresses. Without `href` it is not a link."""

    icon: str
    words: str
    note: str = ""
    href: str = ""
    is_ltr: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A picture of a gallery, in words for those who cannot see it."""

    picture: Shown
    alt: str


@dataclass(frozen=True, slots=True)
class Gallery:
    """Pictures as a grid or a strip."""

    pieces: tuple[Piece, ...]
    layout: str


@dataclass(frozen=True, slots=True)
class Week:
    """The table of hours and what is to be said about it."""

    days: list[opening.Day]
    notes: list[str]


@dataclass(frozen=True, slots=True)
class Whole:
    """What a section may need of the card around it."""

    card: PublicCard
    pictures: Mapping[int, Shown]
    clock: Clock
    at: Place
    goods: goods.Goods
    menu: menus.Menu


def shown(whole: Whole, sections: Iterable[PublicSection]) -> list[Part]:
    """The sections that have something to show, in the owner's order."""
    found: list[Part] = []
    for section in sections:
        body = _body(section, whole)
        if body:
            found.append(_part(section, body, found))
    return found


def social_name(link: SocialLink) -> str:
    """What a link is called: the owner's word, else the network's."""
    return link.label or NETWORKS.get(link.network, WEBSITE).name


def social_icon(link: SocialLink) -> str:
    """The mark of a link's network."""
    return NETWORKS.get(link.network, WEBSITE).icon_name


def _body(section: PublicSection, whole: Whole) -> Any:
    if section.kind in goods.KINDS:
        return goods.shown(
            section, whole.goods, card=whole.card, pictures=whole.pictures, at=whole.at
        )
    if section.kind is menus.KIND:
        return menus.shown(section, whole.menu, card=whole.card, at=whole.at)
    return _BODIES[section.kind](section.settings, whole)


def _part(section: PublicSection, body: Any, before: Iterable[Part]) -> Part:
    kind = section.kind.value
    taken = any(part.id == kind for part in before)
    title, short = NAMES[section.kind]
    return Part(
        # Other pages link to #hours; a second section of a kind is told apart by its key.
        id=f"{kind}-{section.id}" if taken else kind,
        kind=kind,
        title=section.title or str(title),
        short=section.title or str(short),
        body=body,
    )


def _contact(settings: Mapping[str, Any], whole: Whole) -> list[Row]:
    listed = {
        "phones": _phones,
        "emails": _emails,
        "websites": _websites,
        "addresses": _addresses,
    }
    return [row for name in settings.get("show", listed) for row in listed[name](whole.card)]


def _phones(card: PublicCard) -> Iterable[Row]:
    for phone in card.phones:
        href = "" if phone.kind == "fax" else actions.call(phone.number)
        yield Row("phone", phones.show(phone.number), _kind(phone.kind), href, is_ltr=True)


def _emails(card: PublicCard) -> Iterable[Row]:
    for email in card.emails:
        href = actions.write(email.address)
        yield Row("mail", email.address, _kind(email.kind), href, is_ltr=True)


def _websites(card: PublicCard) -> Iterable[Row]:
    for site in card.websites:
        address = display_text(site.url)
        yield Row("globe", site.label or address, address if site.label else "", site.url)


def _addresses(card: PublicCard) -> Iterable[Row]:
    for address in card.addresses:
        first, rest = _place(address)
        yield Row("pin", first, rest, actions.directions(address))


def _kind(kind: str) -> str:
    return str(KINDS.get(kind, ""))


def _place(address: Address) -> tuple[str, str]:
    comma = _(", ")
    lines = [line.replace("\n", comma) for line in address.lines] or [_("Directions")]
    return lines[0], comma.join(lines[1:])


def _words(settings: Mapping[str, Any], _whole: Whole) -> str:
    return str(settings.get("text", ""))


def _links(_settings: Mapping[str, Any], whole: Whole) -> list[Row]:
    return [
        Row(social_icon(link), social_name(link), display_text(link.url), link.url)
        for link in whole.card.links
    ]


def _gallery(settings: Mapping[str, Any], whole: Whole) -> Gallery | None:
    chosen = [
        (whole.pictures[entry["picture_id"]], entry.get("alt", ""))
        for entry in settings.get("pictures", [])
        if entry["picture_id"] in whole.pictures
    ]
    pieces = tuple(Piece(picture, alt or picture.alt) for picture, alt in chosen)
    return Gallery(pieces, settings.get("layout", "grid")) if pieces else None


def _hours(settings: Mapping[str, Any], whole: Whole) -> Week | None:
    hours = whole.card.business.hours
    if not any(hours.weekly) and not hours.overrides:
        return None
    note = settings.get("note", "")
    notes = [*opening.exceptions(hours, whole.clock), *([note] if note else [])]
    return Week(opening.week(hours, whole.clock), notes)


def _items(settings: Mapping[str, Any], _whole: Whole) -> list[Mapping[str, Any]]:
    return list(settings.get("items", []))


def _map(settings: Mapping[str, Any], whole: Whole) -> Row | None:
    index, url = settings.get("address_index", 0), settings.get("url", "")
    label, addresses = settings.get("label", ""), whole.card.addresses
    if index is not None and index < len(addresses):
        first, rest = _place(addresses[index])
        note = _(", ").join(filter(None, (first, rest))) if label else rest
        return Row("pin", label or first, note, url or actions.directions(addresses[index]))
    return Row("pin", label or display_text(url), "", url) if url else None


def _video(settings: Mapping[str, Any], _whole: Whole) -> Row | None:
    url = settings.get("url", "")
    if not url:
        return None
    return Row("youtube", settings.get("label") or _("Watch the video"), display_text(url), url)


_BODIES: Mapping[SectionKind, Callable[[Mapping[str, Any], Whole], Any]] = {
    SectionKind.CONTACT: _contact,
    SectionKind.ABOUT: _words,
    SectionKind.LINKS: _links,
    SectionKind.GALLERY: _gallery,
    SectionKind.HOURS: _hours,
    SectionKind.TESTIMONIALS: _items,
    SectionKind.FAQ: _items,
    SectionKind.MAP: _map,
    SectionKind.VIDEO: _video,
    SectionKind.TEXT: _words,
}
