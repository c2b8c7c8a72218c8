"""The things that are drawn again and again, in other colours."""

from __future__ import annotations

from collections.abc import Sequence

from cardshop.demo.drawing import Layer, dots, line, oval, ring, shape, slab

CRUST, CRUMB, DARK = "#c4843f", "#e9c48b", "#6b3f1e"
CREAM, WHITE, BERRY, LEAF = "#fff3dc", "#fbf7ef", "#b3284a", "#5c8a3a"
WARM, NIGHT = "#f3dfc4", "#24201c"

SEEDS = [(38, 44), (46, 40), (54, 39), (62, 43), (42, 50), (50, 47), (58, 50), (66, 51)]


def tin_loaf(colour: str, top: Sequence[Layer] = ()) -> list[Layer]:
    """A loaf baked in a tin."""
    return [
        slab(50, 60, 62, 28, colour, corner=5),
        *(oval(x, 47, 24, 24, colour) for x in (31, 50, 69)),
        *top,
    ]


def bun(colour: str, top: Sequence[Layer] = ()) -> list[Layer]:
    """Something round and risen."""
    return [oval(50, 56, 60, 40, colour), oval(50, 52, 56, 34, colour), *top]


def muffin(colour: str, cup: str, top: Sequence[Layer] = ()) -> list[Layer]:
    """A small cake in its paper."""
    folds = [line([(x, 56), (x + (50 - x) * 0.12, 79)], 0.6, WHITE) for x in (38, 44, 50, 56, 62)]
    return [
        shape([(29, 54), (71, 54), (65, 80), (35, 80)], cup),
        *folds,
        oval(50, 48, 52, 32, colour),
        *top,
    ]


def pie(crust: str, filling: str, top: Sequence[Layer] = ()) -> list[Layer]:
    """A pie under a lattice, or what stands instead of it."""
    lattice = [line([(x, 40), (x, 70)], 2.4, crust) for x in (34, 42, 50, 58, 66)]
    across = [line([(25, y), (75, y)], 2.4, crust) for y in (47, 55, 63)]
    return [
        oval(50, 58, 70, 48, DARK),
        oval(50, 55, 66, 44, filling),
        *(top or [*lattice, *across]),
        ring(50, 55, 68, 46, 4, crust),
    ]


def square(colour: str, glaze: str, top: Sequence[Layer] = ()) -> list[Layer]:
    """A flat cake, cut square, seen from a corner."""
    return [
        shape([(24, 46), (62, 38), (78, 50), (40, 60)], glaze),
        shape([(24, 46), (40, 60), (40, 74), (24, 59)], colour),
        shape([(40, 60), (78, 50), (78, 64), (40, 74)], colour),
        *top,
    ]


def wedge(sponge: str, cream: str, top: Sequence[Layer] = ()) -> list[Layer]:
    """A slice of a layered cake."""
    return [
        shape([(22, 42), (78, 36), (78, 72), (22, 76)], sponge),
        *(shape([(22, y), (78, y - 5), (78, y - 1), (22, y + 4)], cream) for y in (52, 63)),
        shape([(22, 42), (52, 28), (78, 36)], cream),
        *top,
    ]


def sandwich(bread: str, *layers: str) -> list[Layer]:
    """A filled roll, from the bottom up."""
    filling = [slab(50, 58 - 4.5 * n, 62, 6, colour, corner=3) for n, colour in enumerate(layers)]
    return [
        slab(50, 67, 60, 14, bread, corner=6),
        *filling,
        oval(50, 44, 60, 26, bread),
        *dots(SEEDS[:6], 1.6, CREAM),
    ]


def parcel(colour: str) -> list[Layer]:
    """A folded triangle of pastry."""
    return [
        shape([(50, 24), (80, 72), (20, 72)], colour),
        line([(50, 26), (24, 71)], 1.4, CRUMB),
        line([(50, 26), (76, 71)], 1.4, CRUMB),
        *dots([(30, 70), (40, 71), (50, 71), (60, 71), (70, 70)], 3, CRUMB),
    ]


def cup(drink: str, cup: str = WHITE) -> list[Layer]:
    """A cup on its saucer."""
    return [
        ring(72, 56, 22, 24, 4, cup),
        oval(48, 78, 66, 10, cup),
        shape([(26, 40), (70, 40), (63, 76), (33, 76)], cup),
        oval(48, 40, 44, 12, cup),
        oval(48, 40, 38, 9, drink),
    ]


def bottle(glass: str, label: str, cap: str = DARK) -> list[Layer]:
    """A bottle with a label."""
    return [
        slab(50, 60, 30, 46, glass, corner=7),
        slab(50, 33, 12, 22, glass, corner=3),
        slab(50, 21, 14, 7, cap, corner=2),
        slab(50, 62, 30, 20, label, corner=0.5),
        line([(42, 59), (58, 59)], 1.4, cap),
        line([(45, 64), (55, 64)], 1.0, cap),
    ]


def jar(content: str, label: str, lid: str) -> list[Layer]:
    """A jar with a label and a lid."""
    return [
        slab(50, 58, 48, 46, content, corner=7),
        slab(50, 31, 42, 11, lid, corner=2.5),
        slab(50, 60, 48, 20, label, corner=0.5),
        line([(38, 57), (62, 57)], 1.6, lid),
        line([(43, 63), (57, 63)], 1.1, lid),
    ]


def gift(box: str, ribbon: str) -> list[Layer]:
    """A box with a ribbon."""
    return [
        slab(50, 62, 58, 34, box, corner=2),
        slab(50, 42, 64, 12, box, corner=2),
        slab(50, 58, 9, 42, ribbon, corner=0.5),
        ring(42, 31, 17, 13, 3.4, ribbon),
        ring(58, 31, 17, 13, 3.4, ribbon),
    ]


def macarons() -> list[Layer]:
    """Three of them, stacked."""
    colours = ["#e7a6b5", "#b9d38c", "#f0cf7a"]
    return [
        layer
        for n, colour in enumerate(colours)
        for layer in (
            oval(50, 71 - 17 * n, 44, 12, colour),
            slab(50, 67 - 17 * n, 40, 4, CREAM, corner=2),
            oval(50, 63 - 17 * n, 44, 12, colour),
        )
    ]


def tart(filling: str, berries: str) -> list[Layer]:
    """A flat tart with berries."""
    places = [
        (40, 48),
        (50, 45),
        (60, 48),
        (36, 56),
        (46, 55),
        (55, 55),
        (65, 56),
        (42, 62),
        (52, 63),
        (61, 62),
    ]
    return [oval(50, 58, 68, 44, CRUST), oval(50, 54, 58, 34, filling), *dots(places, 8, berries)]


def cake(icing: str, sponge: str, top: Sequence[Layer] = ()) -> list[Layer]:
    """A whole cake on a plate."""
    return [
        oval(50, 76, 76, 16, WHITE),
        slab(50, 59, 58, 32, sponge, corner=3),
        slab(50, 48, 58, 12, icing, corner=4),
        oval(50, 43, 58, 16, icing),
        *top,
    ]
