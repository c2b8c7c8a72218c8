"""The design page: themes as small drawings, swatches, and the verdict on a colour."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cardshop.cards.domain.palette import Palette
from cardshop.cards.domain.readability import Readability, readability
from cardshop.cards.domain.themes import PRESETS, Theme
from cardshop.web.locales import number

PRESET_NAMES = {
    "crumb": _l("Crumb"),
    "blade": _l("Blade"),
    "calm": _l("Calm"),
    "grid": _l("Grid"),
    "harbour": _l("Harbour"),
    "rose": _l("Rose"),
    "night": _l("Night"),
    "leaf": _l("Leaf"),
}
# Letters inside a drawing: what phones have.
_LETTERS = {
    "classic": "Noto Serif,Georgia,serif",
    "condensed": "Roboto Condensed,sans-serif-condensed,sans-serif",
    "mono": "Roboto Mono,monospace",
}
SWATCHES = {
    "#b4531a": _l("Rust"),
    "#c02942": _l("Red"),
    "#8b2fc9": _l("Purple"),
    "#2348e0": _l("Blue"),
    "#0b7a75": _l("Teal"),
    "#1b7f3b": _l("Green"),
    "#c8f031": _l("Lime"),
    "#e0b354": _l("Gold"),
    "#1b1c1f": _l("Black"),
}


@dataclass(frozen=True, slots=True)
class Mini:
    """A theme in a few rectangles: what the template needs to draw it."""

    key: str
    name: str
    layout: str
    colours: Palette
    radius: int
    letters: str
    choices: dict[str, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the colour picker says: a sentence, and what was moved so that it could be yes."""

    is_good: bool
    sentence: str
    moved: list[tuple[str, str]]
    chosen: str


def minis() -> list[Mini]:
    """Every preset, in order."""
    return [
        Mini(
            key=key,
            name=str(PRESET_NAMES[key]),
            layout=theme.layout,
            colours=theme.palette(dark=theme.scheme == "dark"),
            radius={"square": 2, "soft": 6, "round": 10, "pill": 14}[theme.shape],
            letters=_LETTERS.get(theme.font, "Roboto,sans-serif"),
            choices=theme.choices(),
        )
        for key, theme in PRESETS.items()
    ]


def verdict(theme: Theme) -> Verdict:
    """How readable a look is, in words: "Yes, 5.0 to 1"."""
    judged = readability(theme)
    ratio = number(min(judged.label_ratio, judged.link_ratio), "0.0")
    words = _("Yes, %(ratio)s to 1") if judged.is_good else _("No, %(ratio)s to 1")
    return Verdict(judged.is_good, words % {"ratio": ratio}, _moved(judged), theme.accent)


def _moved(judged: Readability) -> list[tuple[str, str]]:
    """(sentence, new colour) of each colour that was changed."""
    sentences = {
        ("button", "darker"): _("We made buttons a little darker so they can be seen."),
        ("button", "lighter"): _("We made buttons a little lighter so they can be seen."),
        ("link", "darker"): _("We made links a little darker so they can be read."),
        ("link", "lighter"): _("We made links a little lighter so they can be read."),
    }
    changes = [
        (("button", judged.button_change), judged.button_colour),
        (("link", judged.link_change), judged.link_colour),
    ]
    return [(sentences[key], colour) for key, colour in changes if key in sentences]
