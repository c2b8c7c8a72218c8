"""From one colour of the owner's to every colour of a card, each pair solved for contrast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

from cardshop.cards.domain.colours import (
    BLACK,
    WHITE,
    Oklch,
    Rgb,
    contrast,
    from_oklch,
    parse,
    to_oklch,
)
from cardshop.cards.domain.grounds import Grounds, grounds_of

# Lightness moves in these steps when a colour must become readable.
_STEP = 0.004
# A little more than WCAG asks (7, 4.5 and 3), so that rounding to bytes never falls short.
_READABLE, _VISIBLE, _LABEL = 4.6, 3.05, 4.5
# White is kept as a label when it nearly passes; the fill then moves a hair.
_WHITE_NEARLY_PASSES = 3.6
_INK = Rgb(17, 17, 20)


@dataclass(frozen=True, slots=True)
class Palette:
    """The colour roles of a card as `#rrggbb`; design.md section 3.1 says what each guarantees."""

    bg: str
    surface: str
    sunken: str
    text: str
    muted: str
    line: str
    edge: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_edge: str
    accent_text: str
    accent_soft: str
    danger: str
    ok: str
    warn: str
    danger_soft: str
    ok_soft: str
    warn_soft: str
    wa: str
    on_wa: str

    def items(self) -> list[tuple[str, str]]:
        """The roles in order, named as CSS spells them: `accent-soft`, `#f8e9e1`."""
        return [(part.name.replace("_", "-"), getattr(self, part.name)) for part in fields(self)]


# States and WhatsApp's green do not follow the owner's colour: people know them by sight.
_LIGHT_STATES = {
    "danger": "#b3261e",
    "ok": "#146c43",
    "warn": "#7a4b00",
    "danger_soft": "#fdecea",
    "ok_soft": "#e6f4ec",
    "warn_soft": "#fdf1dc",
    "wa": "#0e7a43",
    "on_wa": "#ffffff",
}
_DARK_STATES = {
    "danger": "#ffb4ab",
    "ok": "#7fdca8",
    "warn": "#ffd08a",
    "danger_soft": "#3d1b18",
    "ok_soft": "#13301f",
    "warn_soft": "#36270c",
    "wa": "#25d366",
    "on_wa": "#04210f",
}


@lru_cache(maxsize=512)
def palette(accent: str, *, dark: bool, background: str, surface: str = "raised") -> Palette:
    """Every colour of a card from the owner's one.

    `accent` is six hex digits, else ColourInvalid; `background` is one of BACKGROUNDS and `surface`
    one of SURFACES, else KeyError. The steps are those of design.md section 4.
    """
    chosen = parse(accent)
    tone = to_oklch(chosen)
    grounds = grounds_of(tone, dark=dark, background=background, surface=surface)
    fill, label = _labelled(_told_apart(chosen, tone, grounds))
    return Palette(
        bg=grounds.bg.hex,
        surface=grounds.surface.hex,
        sunken=grounds.sunken.hex,
        text=grounds.text.hex,
        muted=_muted(grounds).hex,
        line=grounds.line.hex,
        edge=_edge(grounds).hex,
        accent=fill.hex,
        accent_hover=_hover(fill, label, tone).hex,
        on_accent=label.hex,
        accent_edge=_accent_edge(fill, tone, grounds).hex,
        accent_text=_accent_text(tone, grounds).hex,
        accent_soft=grounds.soft.hex,
        **(_DARK_STATES if dark else _LIGHT_STATES),
    )


def solve(start: Oklch, against: Sequence[Rgb], ratio: float, *, darker: bool) -> Rgb:
    """The first colour, moving lightness one way, that clears `ratio` on all of `against`.

    Black or white when none does. The search halves the steps, for contrast grows along the way.
    """
    step = -_STEP if darker else _STEP
    low, high = 0, int((start.lightness if darker else 1 - start.lightness) / _STEP) + 1
    best = BLACK if darker else WHITE
    while low < high:
        middle = (low + high) // 2
        colour = from_oklch(start.lightness + step * middle, start.chroma, start.hue)
        if _clears(colour, against, ratio):
            best, high = colour, middle
        else:
            low = middle + 1
    return best


def _clears(colour: Rgb, against: Sequence[Rgb], ratio: float) -> bool:
    return all(contrast(colour, ground) >= ratio for ground in against)


def _muted(grounds: Grounds) -> Rgb:
    start = Oklch(0.68 if grounds.dark else 0.50, 0.016 * grounds.strength, grounds.muted_hue)
    return solve(start, grounds.all, _READABLE, darker=not grounds.dark)


def _edge(grounds: Grounds) -> Rgb:
    start = Oklch(0.50 if grounds.dark else 0.66, 0.014 * grounds.strength, grounds.hue)
    return solve(start, grounds.plain, _VISIBLE, darker=not grounds.dark)


def _told_apart(chosen: Rgb, tone: Oklch, grounds: Grounds) -> Rgb:
    """The owner's own colour where it can be told from the page, else the nearest that can."""
    needed = 2.0 if grounds.dark else 1.25
    page = (grounds.bg, grounds.surface)
    return (
        chosen
        if _clears(chosen, page, needed)
        else solve(tone, page, needed, darker=not grounds.dark)
    )


def _labelled(fill: Rgb) -> tuple[Rgb, Rgb]:
    """The fill and its label: white where white nearly passes, else near-black."""
    if contrast(fill, WHITE) < _WHITE_NEARLY_PASSES:
        return fill, _INK
    if contrast(fill, WHITE) < _LABEL:
        fill = solve(to_oklch(fill), (WHITE,), _LABEL, darker=True)
    return fill, WHITE


def _hover(fill: Rgb, label: Rgb, tone: Oklch) -> Rgb:
    shift = -0.05 if label == WHITE else 0.03
    hover = from_oklch(to_oklch(fill).lightness + shift, tone.chroma, tone.hue)
    return hover if contrast(hover, label) >= _LABEL else fill


def _accent_edge(fill: Rgb, tone: Oklch, grounds: Grounds) -> Rgb:
    if _clears(fill, grounds.plain, 3.0):
        return fill
    start = tone._replace(lightness=to_oklch(fill).lightness)
    return solve(start, grounds.plain, _VISIBLE, darker=not grounds.dark)


def _accent_text(tone: Oklch, grounds: Grounds) -> Rgb:
    lightness = max(tone.lightness, 0.62) if grounds.dark else min(tone.lightness, 0.62)
    return solve(
        tone._replace(lightness=lightness), grounds.all, _READABLE, darker=not grounds.dark
    )
