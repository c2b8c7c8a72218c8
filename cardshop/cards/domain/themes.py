"""A card's look: a closed set of choices plus one colour, and the CSS variables they become."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from cardshop.cards.domain import colours
from cardshop.cards.domain.fonts import FONTS, typeface
from cardshop.cards.domain.grounds import BACKGROUNDS, SURFACES
from cardshop.cards.domain.palette import Palette, palette
from cardshop.lib.errors import FieldError, FieldErrors

# Corners in pixels: small, medium, large, buttons.
RADII = {
    "square": (0, 2, 4, 2),
    "soft": (6, 10, 14, 10),
    "round": (10, 16, 22, 14),
    "pill": (12, 20, 28, 999),
}
SHAPES = tuple(RADII)
LAYOUTS = ("cover", "banner", "side", "plain")
SCHEMES = ("light", "dark", "auto")


class ThemeInvalid(FieldErrors):
    """Some parts of the look need another choice."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The choices that make a look. Every value is an entry of a table here, or a `#rrggbb`.

    `preset` names the look that the owner started from; the other choices may differ from it.
    """

    preset: str = "harbour"
    accent: str = "#1f5fbf"
    background: str = "tint"
    surface: str = "raised"
    font: str = "modern"
    shape: str = "soft"
    layout: str = "cover"
    scheme: str = "light"

    @classmethod
    def from_choices(cls, choices: Mapping[str, object]) -> Theme:
        """The look that these choices make; what is left out comes from the preset.

        Raises ThemeInvalid, with one FieldError for each unknown name or value.
        """
        return cls().changed(choices)

    @classmethod
    def from_stored(cls, stored: object) -> Theme:
        """The look kept earlier: what this version does not know falls back to the preset's."""
        if not isinstance(stored, Mapping):
            return cls()
        known = {k: v for k, v in stored.items() if isinstance(k, str) and not _fault(k, v)}
        return cls.from_choices(known)

    def changed(self, choices: Mapping[str, object]) -> Theme:
        """This look with some choices changed; naming a preset starts afresh from it.

        Raises ThemeInvalid, like from_choices.
        """
        faults = [
            FieldError(f"/{name}", fault)
            for name, value in choices.items()
            if (fault := _fault(name, value))
        ]
        if faults:
            raise ThemeInvalid(faults)
        clean = {name: str(value) for name, value in choices.items()}
        if "accent" in clean:
            clean["accent"] = colours.parse(clean["accent"]).hex
        start = PRESETS[clean["preset"]] if "preset" in clean else self
        return replace(start, **clean)

    def choices(self) -> dict[str, str]:
        """The choices as plain values, as they are kept and as the API shows them."""
        return asdict(self)

    def palette(self, *, dark: bool) -> Palette:
        """The colours of this look by day or by night."""
        return palette(self.accent, dark=dark, background=self.background, surface=self.surface)


# The looks that an owner can start from. The first four are the reference looks of design.md 3.1.
PRESETS: Mapping[str, Theme] = {
    "crumb": Theme("crumb", "#b4531a", "paper", font="classic", shape="round", layout="cover"),
    "blade": Theme(
        "blade", "#e0b354", font="condensed", shape="square", layout="banner", scheme="dark"
    ),
    "calm": Theme("calm", "#0b7a75", layout="side"),
    "grid": Theme("grid", "#c8f031", "plain", font="grotesk", shape="pill", layout="plain"),
    "harbour": Theme(),
    "rose": Theme("rose", "#c02942", "paper", font="classic", shape="pill", layout="plain"),
    "night": Theme("night", "#7aa2ff", shape="round", scheme="dark"),
    "leaf": Theme("leaf", "#1b7f3b", shape="round", layout="side"),
}

CHOICES: Mapping[str, tuple[str, ...]] = {
    "preset": tuple(PRESETS),
    "background": BACKGROUNDS,
    "surface": SURFACES,
    "font": tuple(FONTS),
    "shape": SHAPES,
    "layout": LAYOUTS,
    "scheme": SCHEMES,
}


def css(theme: Theme, locale: str) -> str:
    """The `:root` rules of a look: the only CSS on a page that is made from data.

    It prints hex colours, integers and entries of our own tables, so no typed text can reach it.
    `auto` prints both palettes. Joined scripts get their own letters, never tracked or upper-cased.
    """
    face = typeface(theme.font, locale)
    radii = zip(("rs", "rm", "rl", "rb"), RADII[theme.shape], strict=True)
    base = _declared(face.items()) + "".join(f"--{name}:{size}px;" for name, size in radii)
    if theme.scheme != "auto":
        colours_now = _declared(theme.palette(dark=theme.scheme == "dark").items())
        return f":root{{color-scheme:{theme.scheme};{base}{colours_now}}}"
    by_day, by_night = (_declared(theme.palette(dark=dark).items()) for dark in (False, True))
    return (
        f":root{{color-scheme:light dark;{base}{by_day}}}"
        f"@media(prefers-color-scheme:dark){{:root{{{by_night}}}}}"
    )


def _declared(variables: list[tuple[str, str]]) -> str:
    return "".join(f"--{name}:{value};" for name, value in variables)


def _fault(name: str, value: object) -> str:
    """What is wrong with one choice, in a sentence; empty when nothing is."""
    return _accent_fault(value) if name == "accent" else _choice_fault(name, value)


def _accent_fault(value: object) -> str:
    try:
        colours.parse(value if isinstance(value, str) else "")
    except colours.ColourInvalid as fault:
        return fault.detail
    return ""


def _choice_fault(name: str, value: object) -> str:
    if name not in CHOICES:
        return "A look has no such part."
    return "" if value in CHOICES[name] else f"Choose one of {', '.join(CHOICES[name])}."
