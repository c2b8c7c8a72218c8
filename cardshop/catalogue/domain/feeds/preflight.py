"""What Meta or Google would refuse, said before they do, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from cardshop.catalogue.domain.feeds.items import LONGEST_TITLE, Item
from cardshop.lib.errors import Sentence

SMALLEST_PICTURE = 500
_SHORTEST_DESCRIPTION = 20
Reader = Literal["Meta", "Google"]
BOTH: tuple[Reader, ...] = ("Meta", "Google")


@dataclass(frozen=True, slots=True)
class Weakness:
    """A fault of an item. One that is not serious is taken, though shown less."""

    readers: tuple[Reader, ...]
    sentence: Sentence
    is_serious: bool = True


@dataclass(frozen=True, slots=True)
class Size:
    """A picture's pixels."""

    width: int
    height: int


def weaknesses(items: Sequence[Item], sizes: Sequence[Size]) -> Iterator[Weakness]:
    """The faults of one product: its items, and the sizes of the pictures that they show first."""
    first = items[0]
    if not first.pictures:
        yield Weakness(
            BOTH, Sentence.of("There is no picture. Add one of at least 500 × 500 pixels.")
        )
    for size in list(sizes)[:1]:
        if min(size.width, size.height) < SMALLEST_PICTURE:
            yield Weakness(BOTH, _too_small(size))
    yield from _words(items)
    yield from _prices(items)
    yield from _variants(items)


def _too_small(size: Size) -> Sentence:
    return Sentence.of(
        "The picture has %(width)s × %(height)s pixels. Upload one of at least 500 × 500.",
        width=size.width,
        height=size.height,
    )


def _words(items: Sequence[Item]) -> Iterator[Weakness]:
    first = items[0]
    if not first.description:
        yield Weakness(
            BOTH,
            Sentence.of("There is no description. Write what it is in a sentence or two."),
            is_serious=False,
        )
    elif len(first.description) < _SHORTEST_DESCRIPTION:
        yield Weakness(
            BOTH,
            Sentence.of("The description is very short. Say more, so that it is found."),
            is_serious=False,
        )
    if any(len(item.full_title) >= LONGEST_TITLE for item in items):
        yield Weakness(
            ("Google",),
            Sentence.of("The name is longer than 150 characters and is cut."),
            is_serious=False,
        )
    if first.title.isupper() and len(first.title) > 4:
        yield Weakness(
            ("Google",), Sentence.of("The name is all capitals. Write it in usual letters.")
        )


def _prices(items: Sequence[Item]) -> Iterator[Weakness]:
    if any(item.price == 0 for item in items):
        yield Weakness(
            BOTH, Sentence.of("The price is nothing. Give it a price, or take it off the shop.")
        )


def _variants(items: Sequence[Item]) -> Iterator[Weakness]:
    """Google groups variants by four properties only."""
    if len(items) > 1 and any(item.others for item in items):
        names = ", ".join(dict.fromkeys(name for item in items for name, _ in item.others))
        yield Weakness(
            ("Google",),
            Sentence.of(
                "Google tells variants apart by size, colour, material and pattern, not "
                "by %(names)s.",
                names=names,
            ),
            is_serious=False,
        )
