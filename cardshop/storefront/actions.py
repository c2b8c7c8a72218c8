"""What a visitor can do with one tap: links that the phone knows what to do with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from flask_babel import gettext as _

from cardshop.cards.domain.contact import Address
from cardshop.cards.published import PublicCard
from cardshop.lib import phones

# More than five do not fit side by side on a phone.
MOST_QUICK = 5


@dataclass(frozen=True, slots=True)
class Action:
    """A link with an icon and words. `kind` is the button's style where it stands alone."""

    icon: str
    label: str
    href: str
    kind: str = "b1"


def main_and_quick(
    card: PublicCard, *, is_person: bool, shop: str = "", book: str = "", books_first: bool = False
) -> tuple[Action | None, list[Action]]:
    """The first thing to do, and the next ones beside it: what there is, best first.

    `shop` is where the shop is, if there is something in it; `book` where times are booked, if
    there are any. `books_first` makes that the first thing to do.
    """
    offered = list(_offered(card, is_person=is_person, shop=shop))
    if book:
        words = _("Book a time") if books_first else _("Book")
        offered.insert(0 if books_first else _after_shop(offered), Action("cal", words, book))
    if not offered:
        return None, []
    return offered[0], [_short(action) for action in offered[1 : MOST_QUICK + 1]]


def whatsapp(number: str) -> str:
    """A chat with the number (domain rules, section 6)."""
    return f"https://wa.me/{phones.whatsapp_digits(number)}"


def call(number: str) -> str:
    """A call to an E.164 number."""
    return f"tel:{number}"


def write(address: str) -> str:
    """A letter to an address."""
    return f"mailto:{quote(address, safe='@+')}"


def directions(address: Address) -> str:
    """The way to a place, in whatever map the phone has: its coordinates, else its words."""
    if address.latitude is not None and address.longitude is not None:
        place = f"{address.latitude:g},{address.longitude:g}"
    else:
        place = ", ".join(line.replace("\n", ", ") for line in address.lines)
    return f"https://www.google.com/maps/search/?api=1&query={quote(place, safe=',')}"


def _offered(card: PublicCard, *, is_person: bool, shop: str) -> Iterable[Action]:
    number = card.business.whatsapp
    if number:
        words = _("WhatsApp me") if is_person else _("WhatsApp us")
        yield Action("whatsapp", words, whatsapp(number), "bw")
    if shop:
        yield Action("bag", _("Shop"), shop)
    yield from _reached(card)


def _after_shop(offered: list[Action]) -> int:
    """Behind the chat and the shop, before the call."""
    return sum(action.icon in ("whatsapp", "bag") for action in offered)


def _reached(card: PublicCard) -> Iterable[Action]:
    callable_phones = [phone for phone in card.phones if phone.kind != "fax"]
    if callable_phones:
        yield Action("phone", _("Call"), call(callable_phones[0].number))
    if card.addresses:
        yield Action("pin", _("Directions"), directions(card.addresses[0]))
    if card.emails:
        yield Action("mail", _("Email"), write(card.emails[0].address))
    if card.websites:
        yield Action("globe", _("Website"), card.websites[0].url)


def _short(action: Action) -> Action:
    return Action(action.icon, _("WhatsApp"), action.href) if action.kind == "bw" else action
