"""Draws the pictures of example products: rounded shapes with light from above, on a soft ground."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFilter

SIDE = 640
# Drawn twice as large and shrunk, which smooths the edges.
_FINE = 2 * SIDE
_UNIT = _FINE / 100
# Four hundred bits of light are plenty for a gradient that is stretched.
_SLOPE = Image.linear_gradient("L")

Box = tuple[float, float, float, float]
Points = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Layer:
    """One shape: how it is cut out, and its colour. Lengths are hundredths of the side."""

    cut: Callable[[ImageDraw.ImageDraw], None]
    box: Box
    colour: str


def oval(x: float, y: float, width: float, height: float, colour: str) -> Layer:
    """An ellipse around (x, y)."""
    box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    return Layer(lambda draw: draw.ellipse(_scaled(box), 255), box, colour)


def slab(
    x: float, y: float, width: float, height: float, colour: str, *, corner: float = 3
) -> Layer:
    """A rectangle around (x, y) with rounded corners."""
    box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    return Layer(
        lambda draw: draw.rounded_rectangle(_scaled(box), corner * _UNIT, 255), box, colour
    )


def shape(points: Points, colour: str) -> Layer:
    """A polygon."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    corners = [(x * _UNIT, y * _UNIT) for x, y in points]
    return Layer(
        lambda draw: draw.polygon(corners, 255), (min(xs), min(ys), max(xs), max(ys)), colour
    )


def ring(x: float, y: float, width: float, height: float, thick: float, colour: str) -> Layer:
    """An ellipse with a hole."""
    box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    hole = (box[0] + thick, box[1] + thick, box[2] - thick, box[3] - thick)

    def cut(draw: ImageDraw.ImageDraw) -> None:
        draw.ellipse(_scaled(box), 255)
        draw.ellipse(_scaled(hole), 0)

    return Layer(cut, box, colour)


def line(points: Points, thick: float, colour: str) -> Layer:
    """A stroke with round joints."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    bends = [(x * _UNIT, y * _UNIT) for x, y in points]
    width = max(1, int(thick * _UNIT))
    return Layer(
        lambda draw: draw.line(bends, 255, width, joint="curve"),
        (min(xs) - thick, min(ys) - thick, max(xs) + thick, max(ys) + thick),
        colour,
    )


def dots(places: Points, size: float, colour: str) -> list[Layer]:
    """Small round things, such as seeds or berries."""
    return [oval(x, y, size, size, colour) for x, y in places]


def picture(layers: Sequence[Layer], ground: str) -> bytes:
    """The WebP file of these layers, the first one at the back."""
    glow = 0.35 if sum(_bytes(ground)) > 3 * 128 else 0.1
    canvas = _gradient((_FINE, _FINE), _mixed(ground, "#ffffff", glow), ground)
    canvas.paste(
        Image.new("RGB", canvas.size, _mixed(ground, "#000000", 0.45)), (0, 0), _shadow(layers)
    )
    for layer in layers:
        mask = Image.new("L", canvas.size, 0)
        layer.cut(ImageDraw.Draw(mask))
        left, top, right, bottom = (int(v) for v in _scaled(layer.box))
        size = (max(right - left, 1), max(bottom - top, 1))
        light = _mixed(layer.colour, "#ffffff", 0.28)
        dark = _mixed(layer.colour, "#000000", 0.22)
        fill = _gradient(size, light, dark)
        canvas.paste(fill, (left, top), mask.crop((left, top, left + size[0], top + size[1])))
    file = io.BytesIO()
    canvas.resize((SIDE, SIDE), Image.Resampling.BOX).save(file, "WEBP", quality=82, method=2)
    return file.getvalue()


def _shadow(layers: Sequence[Layer]) -> Image.Image:
    """What lies on the ground: as wide as everything, soft, below it."""
    left = min(layer.box[0] for layer in layers)
    right = max(layer.box[2] for layer in layers)
    bottom = max(layer.box[3] for layer in layers)
    small = Image.new("L", (160, 160), 0)
    ImageDraw.Draw(small).ellipse(
        tuple(v * 1.6 for v in (left - 2, bottom - 9, right + 5, bottom + 5)), 120
    )
    return small.filter(ImageFilter.GaussianBlur(5)).resize((_FINE, _FINE))


def _gradient(size: tuple[int, int], above: str, below: str) -> Image.Image:
    return Image.composite(
        Image.new("RGB", size, below), Image.new("RGB", size, above), _SLOPE.resize(size)
    )


def _scaled(box: Box) -> tuple[float, float, float, float]:
    return box[0] * _UNIT, box[1] * _UNIT, box[2] * _UNIT, box[3] * _UNIT


def _mixed(one: str, other: str, part: float) -> str:
    """Between two colours like `#c98a45`; `part` is how much of the other."""
    pairs = zip(_bytes(one), _bytes(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


def _bytes(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
