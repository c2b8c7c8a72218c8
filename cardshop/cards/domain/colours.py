"""Colour maths: sRGB bytes, OKLCH (lightness, chroma, hue) and the contrast of two colours."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from cardshop.lib.errors import Invalid

# The most that a channel may leave [0, 1] and still count as a colour that a screen can show.
_SLACK = 1e-4
# Halvings of the chroma that is given up for the gamut: finer than one step of one byte.
_HALVINGS = 18

_LINEAR = tuple(
    byte / 255 / 12.92 if byte / 255 <= 0.04045 else ((byte / 255 + 0.055) / 1.055) ** 2.4
    for byte in range(256)
)


class ColourInvalid(Invalid):
    """Enter a colour as six hex digits, like #b4531a."""


class Rgb(NamedTuple):
    """One byte each of red, green and blue."""

    red: int
    green: int
    blue: int

    @property
    def hex(self) -> str:
        """As CSS writes it, `#rrggbb`."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"


class Oklch(NamedTuple):
    """Perceived lightness 0-1, chroma 0-0.4, hue in degrees (Ottosson, 2020)."""

    lightness: float
    chroma: float
    hue: float


WHITE = Rgb(255, 255, 255)
BLACK = Rgb(0, 0, 0)


def parse(text: str) -> Rgb:
    """The colour of six hex digits, with or without `#`. Raises ColourInvalid for all else."""
    match = re.fullmatch(r"#?([0-9a-fA-F]{6})", text.strip())
    if match is None:
        raise ColourInvalid
    return Rgb(*bytes.fromhex(match[1]))


def luminance(colour: Rgb) -> float:
    """Relative luminance as WCAG 2 defines it, 0 for black and 1 for white."""
    red, green, blue = colour
    return 0.2126 * _LINEAR[red] + 0.7152 * _LINEAR[green] + 0.0722 * _LINEAR[blue]


def contrast(one: Rgb, other: Rgb) -> float:
    """The WCAG 2 contrast ratio of two colours, 1 to 21, whichever is the lighter."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def to_oklch(colour: Rgb) -> Oklch:
    """What a colour looks like, as lightness, chroma and hue."""
    red, green, blue = (_LINEAR[byte] for byte in colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def from_oklch(lightness: float, chroma: float, hue: float) -> Rgb:
    """The nearest colour a screen can show: gives up chroma, never hue, where sRGB ends."""
    lightness = min(1.0, max(0.0, lightness))
    a, b = math.cos(math.radians(hue)), math.sin(math.radians(hue))
    channels = _linear_channels(lightness, chroma * a, chroma * b)
    if not _shown(channels):
        chroma = _widest_chroma(lightness, chroma, a, b)
        channels = _linear_channels(lightness, chroma * a, chroma * b)
    return Rgb(*(_byte(channel) for channel in channels))


def _linear_channels(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _shown(channels: tuple[float, float, float]) -> bool:
    return min(channels) >= -_SLACK and max(channels) <= 1 + _SLACK


def _widest_chroma(lightness: float, wanted: float, a: float, b: float) -> float:
    low, high = 0.0, wanted
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _shown(_linear_channels(lightness, middle * a, middle * b)):
            low = middle
        else:
            high = middle
    return low


def _byte(linear: float) -> int:
    linear = min(1.0, max(0.0, linear))
    curved = 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
    return round(curved * 255)
