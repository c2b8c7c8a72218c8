"""The drawing of a QR code as rounded boxes, and the SVG made of it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from cardshop.cards.domain.qr_codes import EYE, QUIET_ZONE, Code, Shape, Style, code_of
from cardshop.cards.domain.qr_logo import logo_png

# Free space around the logo inside its hole, in modules.
LOGO_MARGIN = 0.5


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with round corners, in modules from the top left corner of the quiet zone.

    `inked` is false for the light ring of a finder pattern, which is cut out of the box before it.
    """

    x: float
    y: float
    width: float
    height: float
    radius: float = 0
    inked: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """The square that the logo fills, in modules."""

    x: float
    side: float


def boxes(code: Code, shape: Shape) -> list[Box]:
    """All the ink of a code. Boxes overlap only where one is cut out of another (even-odd)."""
    if shape is Shape.SQUARE:
        return [Box(x, y, length, 1) for x, y, length in _runs(code)]
    drawn = [box for x, y, length in _runs(code, eyes=False) for box in _soft(x, y, length, shape)]
    return drawn + [box for x, y in _eye_corners(code) for box in _eye(x, y)]


def logo_place(code: Code) -> Place | None:
    """Where the logo goes; nothing when the code has no hole."""
    if not code.hole:
        return None
    side = code.hole - 2 * LOGO_MARGIN
    return Place(x=(code.side - side) / 2, side=side)


def svg(text: str, style: Style) -> str:
    """A complete SVG document: a background, one path, and the logo as a `data:` address.

    It has a viewBox and no size, so the page decides how large it is.
    Raises NotScannable and its kind for colours and lengths, LogoUnusable for the logo.
    """
    code = code_of(text, style)
    crisp = "crispEdges" if style.shape is Shape.SQUARE else "geometricPrecision"
    path = "".join(_path(box) for box in boxes(code, style.shape))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {code.side} {code.side}">'
        f'<rect width="{code.side}" height="{code.side}" fill="{style.background}"/>'
        f'<path fill="{style.foreground}" fill-rule="evenodd" shape-rendering="{crisp}" '
        f'd="{path}"/>{_image(code, style)}</svg>'
    )


def _runs(code: Code, *, eyes: bool = True) -> Iterator[tuple[int, int, int]]:
    """Dark modules side by side, as x, y and length, with or without the finder patterns."""
    for row in range(code.modules):
        drawn = [
            column
            for column in range(code.modules)
            if code.is_dark(row, column) and (eyes or not _in_eye(code, row, column))
        ]
        # Neighbours keep the same distance to their place in the list.
        for _, run in groupby(enumerate(drawn), key=lambda pair: pair[1] - pair[0]):
            columns = [column for _, column in run]
            yield columns[0] + QUIET_ZONE, row + QUIET_ZONE, len(columns)


def _soft(x: int, y: int, length: int, shape: Shape) -> list[Box]:
    if shape is Shape.DOTS:
        return [Box(x + step + 0.08, y + 0.08, 0.84, 0.84, 0.42) for step in range(length)]
    return [Box(x + 0.06, y + 0.06, length - 0.12, 0.88, 0.44)]


def _eye(x: int, y: int) -> tuple[Box, Box, Box]:
    """A finder pattern whose rings keep the widths 1:1:3:1:1 that readers look for."""
    return (
        Box(x, y, 7, 7, 2),
        Box(x + 1, y + 1, 5, 5, 1, inked=False),
        Box(x + 2, y + 2, 3, 3, 0.9),
    )


def _eye_corners(code: Code) -> tuple[tuple[int, int], ...]:
    near, far = QUIET_ZONE, QUIET_ZONE + code.modules - EYE
    return (near, near), (far, near), (near, far)


def _in_eye(code: Code, row: int, column: int) -> bool:
    far = code.modules - EYE
    return (row < EYE and (column < EYE or column >= far)) or (row >= far and column < EYE)


def _path(box: Box) -> str:
    if not box.radius:
        return f"M{_n(box.x)} {_n(box.y)}h{_n(box.width)}v{_n(box.height)}h{_n(-box.width)}z"
    across, down, r = box.width - 2 * box.radius, box.height - 2 * box.radius, box.radius
    sides = _half_turns(r, across) if _n(down) == "0" else _quarter_turns(r, across, down)
    return f"M{_n(box.x + r)} {_n(box.y)}{sides}z"


def _half_turns(r: float, across: float) -> str:
    """Around a capsule or a circle."""
    return f"{_line('h', across)}{_arc(r, 0, 2 * r)}{_line('h', -across)}{_arc(r, 0, -2 * r)}"


def _quarter_turns(r: float, across: float, down: float) -> str:
    return (
        f"{_line('h', across)}{_arc(r, r, r)}{_line('v', down)}{_arc(r, -r, r)}"
        f"{_line('h', -across)}{_arc(r, -r, -r)}{_line('v', -down)}{_arc(r, r, -r)}"
    )


def _line(way: str, length: float) -> str:
    written = _n(length)
    return "" if written == "0" else way + written


def _arc(radius: float, x: float, y: float) -> str:
    """A turn to the right, ending `x` and `y` further."""
    return f"a{_n(radius)} {_n(radius)} 0 0 1 {_n(x)} {_n(y)}"


def _n(value: float) -> str:
    """A number in at most two decimals and as few characters as SVG allows."""
    return f"{round(value, 2) + 0:g}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:g}"


def _image(code: Code, style: Style) -> str:
    place = logo_place(code)
    if place is None or style.logo is None:
        return ""
    data = b64encode(logo_png(style.logo)).decode("ascii")
    return (
        f'<image x="{place.x:g}" y="{place.x:g}" width="{place.side:g}" height="{place.side:g}" '
        f'href="data:image/png;base64,{data}"/>'
    )
