"""The starts of one day as chips: in the parts of the day, in the customer's clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from flask_babel import gettext as _

from cardshop.booking.domain.slots import Slot
from cardshop.storefront import book_words
from cardshop.storefront.book_board import Board
from cardshop.web.locales import counted as ngettext

# When the parts of a day begin, by the customer's clock.
_PARTS = ((17, "evening"), (12, "afternoon"), (5, "morning"), (0, "night"))

# A start, and the slot of it unless it is taken.
_Start = tuple[datetime, Slot | None]


@dataclass(frozen=True, slots=True)
class SlotChip:
    """A start: free with its address, or taken without; `left` is how many places it has."""

    words: str
    href: str
    left: str


@dataclass(frozen=True, slots=True)
class Part:
    """The starts of a part of the day; none are named where all of them are taken."""

    id: str
    name: str
    slots: list[SlotChip]


def parts_of(board: Board) -> list[Part]:
    """The starts of the chosen day; nothing where none of them is free."""
    day = board.found.chosen
    if not day.free:
        return []
    starts: list[_Start] = [*((s.start, s) for s in day.free), *((at, None) for at in day.gone)]
    starts.sort(key=lambda start: start[0])
    twice = _shown_twice((start for start, _slot in starts), board)
    grouped = groupby(starts, key=lambda start: _part(start[0].astimezone(board.asked.zone)))
    parts = []
    for name, row in grouped:
        chips = [_chip(start, board, twice) for start in row]
        is_free = any(chip.href for chip in chips)
        parts.append(Part(name, _name(name), chips if is_free else []))
    return parts


def _name(part: str) -> str:
    names = {
        "night": _("Night"),
        "morning": _("Morning"),
        "afternoon": _("Afternoon"),
        "evening": _("Evening"),
    }
    return str(names[part])


def _part(local: datetime) -> str:
    return next(name for hour, name in _PARTS if local.hour >= hour)


def _shown_twice(starts: Iterable[datetime], board: Board) -> set[str]:
    """Wall times that the customer's clock shows twice on this day."""
    seen: set[str] = set()
    twice: set[str] = set()
    for start in starts:
        wall = f"{start.astimezone(board.asked.zone):%H:%M}"
        (twice if wall in seen else seen).add(wall)
    return twice


def _chip(start: _Start, board: Board, twice: set[str]) -> SlotChip:
    instant, slot = start
    local = instant.astimezone(board.asked.zone)
    words = book_words.time(local, board.locale)
    if f"{local:%H:%M}" in twice:
        words = f"{words} {book_words.offset(local, board.locale)}"
    if slot is None:
        return SlotChip(words, "", "")
    is_shared = board.desk.service.capacity > 1
    left = ngettext("%(num)s left", "%(num)s left", slot.seats) if is_shared else ""
    return SlotChip(words, board.links.at(instant), left)
