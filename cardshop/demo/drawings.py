"""What the example products look like, where no picture was rendered of them."""

from __future__ import annotations

from collections.abc import Callable

from cardshop.demo.drawing import Layer, dots, line, oval, picture, ring, slab
from cardshop.demo.shapes import (
    BERRY,
    CREAM,
    CRUMB,
    CRUST,
    DARK,
    LEAF,
    NIGHT,
    SEEDS,
    WARM,
    WHITE,
    bottle,
    bun,
    cake,
    cup,
    gift,
    jar,
    macarons,
    muffin,
    parcel,
    pie,
    sandwich,
    square,
    tart,
    tin_loaf,
    wedge,
)

_PIPED = dots([(29, 40), (39, 44), (50, 45), (61, 44), (71, 40)], 8, WHITE)
_LAYERS: dict[str, Callable[[], list[Layer]]] = {
    "rye": lambda: tin_loaf(DARK),
    "milk-bread": lambda: tin_loaf("#d99a4e"),
    "seeded": lambda: tin_loaf("#a8692f", dots([*SEEDS, (30, 46), (72, 46)], 2, CREAM)),
    "banana-bread": lambda: tin_loaf("#b5752f", [oval(50, 42, 12, 8, CREAM)]),
    "bun": lambda: bun("#d08f45", dots(SEEDS, 2, CREAM)),
    "sweet-bun": lambda: bun("#c77f38", [line([(36, 46), (50, 40), (64, 46)], 3, WHITE)]),
    "hot-cross": lambda: bun(
        "#a8672c", [line([(30, 50), (70, 50)], 3, CREAM), line([(50, 36), (50, 66)], 3, CREAM)]
    ),
    "flatbread": lambda: [
        oval(50, 62, 72, 34, CRUMB),
        oval(50, 57, 70, 32, "#e0b06a"),
        *dots([(34, 54), (47, 61), (60, 52), (67, 61), (44, 50)], 5, CRUST),
    ],
    "bagel": lambda: [
        ring(50, 55, 62, 46, 19, "#c98a45"),
        *dots([(30, 46), (40, 38), (58, 37), (70, 48), (68, 64), (34, 67), (50, 73)], 2, CREAM),
    ],
    "doughnut": lambda: [
        ring(50, 55, 62, 46, 19, CRUST),
        ring(50, 52, 56, 38, 16, "#e58fa5"),
        *dots([(32, 46), (43, 38), (58, 38), (68, 48), (64, 62), (38, 62)], 2.2, WHITE),
    ],
    "danish": lambda: square(CRUST, "#dca257", [oval(51, 48, 24, 11, BERRY)]),
    "brownie": lambda: square("#4a2a18", "#6b3d22"),
    "blondie": lambda: square(
        "#c9955a", "#e3bd84", dots([(40, 49), (52, 46), (62, 49), (50, 52)], 3, WHITE)
    ),
    "lemon-square": lambda: square("#e0b872", "#f4d85c"),
    "muffin": lambda: muffin("#b4742f", "#7a4a8a", dots(SEEDS[:6], 4, "#3d3a7a")),
    "cupcake": lambda: muffin(
        "#f0c2cf", "#b3284a", [oval(50, 34, 30, 20, "#f6d5de"), oval(50, 24, 10, 10, BERRY)]
    ),
    "pie": lambda: pie(CRUST, "#8f2f3a"),
    "quiche": lambda: pie(
        CRUST, "#f0cf78", dots([(38, 50), (50, 58), (61, 49), (44, 63), (58, 64)], 5, LEAF)
    ),
    "fruit-tart": lambda: tart("#f4dd94", BERRY),
    "blueberry-tart": lambda: tart("#efe3c8", "#3d3a7a"),
    "carrot-cake": lambda: wedge("#b5702f", CREAM, [oval(58, 31, 9, 6, "#e07b2a")]),
    "red-velvet": lambda: wedge("#9c2234", WHITE, dots([(50, 33), (60, 34)], 4, BERRY)),
    "cheesecake": lambda: wedge("#f2dca0", "#d9a75a", [oval(55, 32, 10, 7, BERRY)]),
    "birthday-cake": lambda: cake(
        "#f3b7c5",
        "#fbe9d2",
        [*_PIPED, line([(50, 38), (50, 24)], 2, "#2348e0"), oval(50, 22, 4, 6, "#f0b429")],
    ),
    "vanilla-cake": lambda: cake(WHITE, "#f3e0b4", dots([(36, 41), (50, 39), (64, 41)], 7, BERRY)),
    "coffee-cake": lambda: cake(
        "#8a5a34", "#c79a66", dots([(36, 41), (50, 39), (64, 41)], 6, DARK)
    ),
    "macarons": macarons,
    "sandwich": lambda: sandwich("#d39a52", "#d8433a", LEAF, "#f2d36b"),
    "chicken-roll": lambda: sandwich("#c98a45", "#e7d2a4", LEAF, WHITE),
    "samosa": lambda: parcel("#d09a4a"),
    "sausage-roll": lambda: [
        slab(50, 60, 66, 22, CRUST, corner=11),
        *(line([(x, 51), (x + 5, 69)], 1.6, CRUMB) for x in (30, 40, 50, 60)),
        oval(82, 60, 7, 18, "#9c4a3a"),
    ],
    "coffee": lambda: cup("#4a2a18"),
    "chai": lambda: cup("#c08a52", "#e9dfd0"),
    "juice": lambda: bottle("#f0a02f", WHITE),
    "hibiscus": lambda: bottle("#9c2247", CREAM),
    "jam": lambda: jar(BERRY, CREAM, "#d8433a"),
    "honey": lambda: jar("#e0a02a", CREAM, "#8a5a1e"),
    "gift-box": lambda: gift("#b4531a", CREAM),
    "gift-box-large": lambda: gift("#2f5d50", "#f0cf7a"),
    "gift-card": lambda: [
        slab(50, 54, 66, 42, "#b4531a", corner=4),
        slab(50, 62, 66, 8, CREAM, corner=0),
        oval(34, 45, 8, 8, CREAM),
    ],
}
_DARK_GROUND: dict[str, Callable[[], list[Layer]]] = {
    "shampoo": lambda: bottle("#2f5d50", "#e9dfc8", "#d2a24c"),
    "conditioner": lambda: bottle("#6a4a2e", "#e9dfc8", "#d2a24c"),
    "aftershave": lambda: bottle("#3a5f8a", "#f1ead8", "#d2a24c"),
    "sea-salt-spray": lambda: bottle("#7fa9b8", "#f1ead8", "#2c2c2c"),
    "beard-balm": lambda: jar("#7a4a22", "#e9dfc8", "#d2a24c"),
    "shaving-cream": lambda: jar("#dcd6c8", "#9c2234", "#2c2c2c"),
    "wax": lambda: jar("#2c2c2c", "#d2a24c", "#8a8a8a"),
    "soap": lambda: square("#5d6f5a", "#7f937a"),
    "towel": lambda: [
        slab(50, 66, 62, 16, "#e9e3d6", corner=6),
        slab(50, 54, 60, 14, "#d2a24c", corner=6),
        slab(50, 43, 58, 12, "#e9e3d6", corner=6),
    ],
    "shave-gift": lambda: gift("#1c1c1c", "#d2a24c"),
    "shave-card": lambda: [
        slab(50, 54, 66, 42, "#d2a24c", corner=4),
        slab(50, 62, 66, 8, NIGHT, corner=0),
    ],
}


def known() -> frozenset[str]:
    """The names of all drawings."""
    return frozenset({**_LAYERS, **_DARK_GROUND})


def draw(name: str) -> bytes:
    """The WebP file of a drawing."""
    if name in _DARK_GROUND:
        return picture(_DARK_GROUND[name](), NIGHT)
    return picture(_LAYERS[name](), WARM)
