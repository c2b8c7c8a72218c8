"""The WhatsApp message of an order: full, then compact, then link-only, the first that fits.

Rules: domain.md section 6 and design.md section 9. Whoever composes gives words that are in the
business's language already; nothing here knows a language but its direction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from cardshop.lib import wa_link
from cardshop.lib.one_line import isolated, left_to_right, one_line
from cardshop.orders.domain import template

Form = Literal["full", "compact", "link_only"]

# Beyond 12 lines the first 10 are told, and how many more there are (design.md 9).
MOST_LINES, LINES_OF_MANY = 12, 10
_NAME, _SHORT_NAME, _NOTE, _PERSON, _ADDRESS = 120, 40, 500, 80, 300


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the order: chosen options and extras in words, the price with its currency."""

    quantity: str
    name: str
    price: str
    choices: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """All that a message can tell of an order, in words.

    `number` stands alone in `link_only_lines` and behind the template's own word. `place` is the
    address or the table, `way` the word for pickup, delivery or dine-in. `more(n)` says "and n
    more". `is_rtl` is the direction of the business's language.
    """

    number: str
    total: str
    link: str
    items: tuple[Item, ...]
    more: Callable[[int], str]
    link_only_lines: tuple[str, ...]
    charges: tuple[str, ...] = ()
    way: str = ""
    place: tuple[str, ...] = ()
    time: str = ""
    name: str = ""
    phone: str = ""
    note: str = ""
    payment: str = ""
    business: str = ""
    is_rtl: bool = False


@dataclass(frozen=True, slots=True)
class Composed:
    """The words as shown and the address that carries exactly them; no number, no address.

    `size` is the bytes that the address has, or would have.
    """

    text: str
    url: str
    form: Form
    size: int


def compose(words: str, told: Told, digits: str) -> Composed:
    """The message by the template `words`, for the chat of the number with these digits."""
    for form, text in _forms(words, told):
        url = wa_link.wa_link(digits, text)
        if form == "link_only" or wa_link.fits(url):
            return Composed(text, url if digits else "", form, wa_link.size(url))
    raise AssertionError("link-only is always the last form")


def _forms(words: str, told: Told) -> Iterator[tuple[Form, str]]:
    count = len(told.items)
    first = count if count <= MOST_LINES else LINES_OF_MANY
    yield "full", template.filled(words, _values(told, first))
    brief = _brief(told)
    for shown in range(min(count, LINES_OF_MANY), 0, -1):
        yield "compact", template.filled(words, _values(brief, shown))
    yield "link_only", "\n".join([*told.link_only_lines, told.link])


def _brief(told: Told) -> Told:
    """The same order without what only the page needs to tell."""
    items = tuple(
        replace(item, name=one_line(item.name, _SHORT_NAME), extras=(), note="")
        for item in told.items
    )
    place = tuple(one_line(part, _PERSON) for part in told.place[:1])
    name = one_line(told.name, _SHORT_NAME)
    return replace(told, items=items, place=place, name=name, note="", payment="")


def _values(told: Told, shown: int) -> Mapping[str, str]:
    def safe(typed: str, longest: int) -> str:
        return isolated(one_line(typed, longest), rtl=told.is_rtl)

    return {
        "number": told.number,
        "items": "\n".join(_item_lines(told, shown)),
        "charges": "\n".join(told.charges),
        "total": told.total,
        "fulfilment": _fulfilment(told),
        "time": told.time,
        "name": safe(told.name, _PERSON),
        "phone": left_to_right(told.phone, rtl=told.is_rtl),
        "note": safe(told.note, _NOTE),
        "payment": safe(told.payment, _ADDRESS),
        "business": safe(told.business, _PERSON),
        "link": told.link,
    }


def _item_lines(told: Told, shown: int) -> Iterator[str]:
    for item in told.items[:shown]:
        yield _item_line(item, rtl=told.is_rtl)
        if item.note:
            yield f"– {isolated(one_line(item.note, _NOTE), rtl=told.is_rtl)}"
    left = len(told.items) - shown
    if left:
        yield told.more(left)


def _item_line(item: Item, *, rtl: bool) -> str:
    """`2 × Name (choice): KSh 440`: a name that ends in a number cannot run into the price."""
    name = one_line(item.name, _NAME)
    chosen = ", ".join(one_line(word, _PERSON) for word in (*item.choices, *item.extras))
    what = f"{name} ({chosen})" if chosen else name
    return f"{item.quantity} × {isolated(what, rtl=rtl)}: {item.price}"


def _fulfilment(told: Told) -> str:
    place = ", ".join(one_line(part, _ADDRESS) for part in told.place if part.strip())
    return f"{told.way}: {isolated(place, rtl=told.is_rtl)}" if place else told.way
