"""How well a look can be read, and what was moved so that it can."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from cardshop.cards.domain.colours import contrast, luminance, parse
from cardshop.cards.domain.palette import Palette
from cardshop.cards.domain.themes import Theme

Change = Literal["", "darker", "lighter"]


@dataclass(frozen=True, slots=True)
class Readability:
    """What the colour picker tells the owner ("Readable? Yes, 5.0 to 1").

    Ratios are WCAG contrasts, 21 at most: of the label on the button, and of links on the page. The
    changes say how button and links differ from the chosen colour, empty when they do not.
    """

    label_ratio: float
    link_ratio: float
    button_colour: str
    button_change: Change
    link_colour: str
    link_change: Change

    @property
    def is_good(self) -> bool:
        """True when both clear WCAG AA, which every palette does by construction."""
        return min(self.label_ratio, self.link_ratio) >= 4.5


def readability(theme: Theme) -> Readability:
    """How a look reads in its scheme; for `auto` by day or by night, whichever is the worse."""
    schemes = {"light": (False,), "dark": (True,), "auto": (False, True)}[theme.scheme]
    judged = (_judge(theme.accent, theme.palette(dark=dark)) for dark in schemes)
    return min(judged, key=lambda result: (result.link_ratio, result.label_ratio))


def _judge(accent: str, colours: Palette) -> Readability:
    grounds = (colours.bg, colours.surface, colours.sunken)
    return Readability(
        label_ratio=round(_ratio(colours.on_accent, (colours.accent,)), 1),
        link_ratio=round(_ratio(colours.accent_text, grounds), 1),
        button_colour=colours.accent,
        button_change=_change(accent, colours.accent),
        link_colour=colours.accent_text,
        link_change=_change(accent, colours.accent_text),
    )


def _ratio(colour: str, grounds: Iterable[str]) -> float:
    return min(contrast(parse(colour), parse(ground)) for ground in grounds)


def _change(before: str, after: str) -> Change:
    if before == after:
        return ""
    return "darker" if luminance(parse(after)) < luminance(parse(before)) else "lighter"
