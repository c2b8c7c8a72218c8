"""The lines of a request held against what the shop offers: priced, or what is in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cardshop.catalogue.offers import Offer, OfferedGroup, OfferedModifier, OfferedVariant
from cardshop.lib.errors import Sentence
from cardshop.orders.domain.quote import Chosen, Extra, Obstacle, PricedLine, Problem
from cardshop.orders.domain.request import LineRequest


@dataclass(frozen=True, slots=True)
class Priced:
    """The lines that can be priced, in order, and all that is in the way of any."""

    lines: tuple[PricedLine, ...]
    problems: tuple[Problem, ...]


class _Unpriceable(Exception):
    """This line has no price; the problem says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


def priced(requests: Sequence[LineRequest], offers: Mapping[int, Offer]) -> Priced:
    """Every line at the shop's own prices. `offers` holds the products of this shop by key."""
    lines: list[PricedLine] = []
    problems: list[Problem] = []
    wanted: Counter[tuple[int, int | None]] = Counter()
    for index, asked in enumerate(requests):
        try:
            line = _line(asked, offers.get(asked.product_id), f"/lines/{index}")
        except _Unpriceable as fault:
            problems.append(fault.problem)
            continue
        lines.append(line)
        wanted[asked.product_id, asked.variant_id] += asked.quantity
        problems += _shortage(asked, offers[asked.product_id], wanted, f"/lines/{index}")
    return Priced(tuple(lines), tuple(problems))


def _line(asked: LineRequest, offer: Offer | None, at: str) -> PricedLine:
    if offer is None:
        raise _refused("gone", f"{at}/product_id", _GONE, asked)
    if not offer.is_active:
        raise _refused("sold_out", f"{at}/product_id", _NOT_NOW, asked)
    variant = _variant(asked, offer, at)
    extras = tuple(_extras(asked, offer, at))
    base = variant.price if variant else offer.price
    values = variant.values if variant else ()
    return PricedLine(
        product_id=offer.id,
        variant_id=variant.id if variant else None,
        slug=offer.slug,
        name=offer.name,
        sku=variant.sku if variant and variant.sku else offer.sku,
        options=tuple(map(Chosen, offer.option_names, values)),
        extras=extras,
        unit_price=base + sum(extra.price for extra in extras),
        quantity=asked.quantity,
        tax_basis_points=offer.tax_basis_points,
        preparation_minutes=offer.preparation_minutes,
        is_counted=offer.stock_of(asked.variant_id) is not None,
        picture_id=(variant.picture_id if variant else None) or offer.picture_id,
        note=asked.note,
    )


def _variant(asked: LineRequest, offer: Offer, at: str) -> OfferedVariant | None:
    found = offer.variant(asked.variant_id)
    if offer.variants and found is None:
        words = Sentence.of("Choose which %(name)s you want.", name=offer.name)
        raise _refused("choose_variant", f"{at}/variant_id", words, asked)
    if found is None and asked.variant_id is not None:
        raise _refused("gone", f"{at}/variant_id", _GONE, asked)
    return found


def _extras(asked: LineRequest, offer: Offer, at: str) -> Iterator[Extra]:
    known = offer.modifiers
    picked = Counter(asked.modifier_ids)
    if picked.keys() - known.keys() or any(count > 1 for count in picked.values()):
        words = Sentence.of("Choose the extras of %(name)s again.", name=offer.name)
        raise _refused("choose_extras", f"{at}/modifier_ids", words, asked)
    for group in offer.groups:
        chosen = [modifier for modifier in group.modifiers if modifier.id in picked]
        _count(group, chosen, asked, at)
        yield from (Extra(m.id, group.name, m.name, m.price) for m in chosen)


def _count(
    group: OfferedGroup, chosen: Sequence[OfferedModifier], asked: LineRequest, at: str
) -> None:
    known = {"group": group.name, "number": group.minimum}
    if len(chosen) < group.minimum:
        words = Sentence.of("%(group)s: choose at least %(number)s.", **known)
        raise _refused("choose_extras", f"{at}/modifier_ids", words, asked)
    if len(chosen) > group.maximum:
        known["number"] = group.maximum
        words = Sentence.of("%(group)s: choose at most %(number)s.", **known)
        raise _refused("choose_extras", f"{at}/modifier_ids", words, asked)


def _shortage(
    asked: LineRequest, offer: Offer, wanted: Counter[tuple[int, int | None]], at: str
) -> Iterator[Problem]:
    """Whether there are as many as this line and those before it want together."""
    stock = offer.stock_of(asked.variant_id)
    if stock is None or wanted[asked.product_id, asked.variant_id] <= stock:
        return
    before = wanted[asked.product_id, asked.variant_id] - asked.quantity
    yield shortage(f"{at}/quantity", asked.product_id, offer.name, max(stock - before, 0))


def shortage(pointer: str, product_id: int, name: str, available: int) -> Problem:
    """There are fewer than wanted, or none."""
    if available == 0:
        words = Sentence.of("%(name)s is sold out.", name=name)
        return Problem("sold_out", pointer, words, product_id, 0)
    words = Sentence.of("Only %(number)s left of %(name)s.", number=available, name=name)
    return Problem("too_few", pointer, words, product_id, available)


def _refused(kind: Obstacle, pointer: str, words: Sentence, asked: LineRequest) -> _Unpriceable:
    available = 0 if kind in ("gone", "sold_out") else None
    return _Unpriceable(Problem(kind, pointer, words, asked.product_id, available))


_GONE = Sentence.of("This is no longer sold.")
_NOT_NOW = Sentence.of("This is not sold at the moment.")
