"""Colours by name: feeds may only say a CSS name (RFC 7986, 5.9), owners choose any."""

from __future__ import annotations

import re

# A choice of CSS names far enough apart to tell calendars by; hexadecimal red, green, blue.
_NAMES = {
    "black": "000000", "dimgray": "696969", "slategray": "708090", "silver": "c0c0c0",
    "maroon": "800000", "firebrick": "b22222", "red": "ff0000", "tomato": "ff6347",
    "salmon": "fa8072", "chocolate": "d2691e", "saddlebrown": "8b4513", "orange": "ffa500",
    "goldenrod": "daa520", "gold": "ffd700", "khaki": "f0e68c", "olive": "808000",
    "yellowgreen": "9acd32", "limegreen": "32cd32", "green": "008000", "seagreen": "2e8b57",
    "teal": "008080", "turquoise": "40e0d0", "skyblue": "87ceeb", "deepskyblue": "00bfff",
    "steelblue": "4682b4", "royalblue": "4169e1", "blue": "0000ff", "navy": "000080",
    "slateblue": "6a5acd", "indigo": "4b0082", "purple": "800080", "orchid": "da70d6",
    "plum": "dda0dd", "hotpink": "ff69b4", "crimson": "dc143c", "tan": "d2b48c",
}  # fmt: skip


def css_name(colour: str) -> str:
    """The CSS name nearest to `#rrggbb`; a name that is one already stays; "" for anything else."""
    if colour.lower() in _NAMES:
        return colour.lower()
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return ""
    wanted = _parts(colour[1:])
    return min(_NAMES, key=lambda name: _distance(_parts(_NAMES[name]), wanted))


def _parts(digits: str) -> tuple[int, int, int]:
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _distance(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
    """Squared, weighted as the eye is: most for green, least for blue."""
    red, green, blue = (a - b for a, b in zip(one, other, strict=True))
    return 3 * red * red + 6 * green * green + blue * blue
