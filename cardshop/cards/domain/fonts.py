"""The letters of a card: system fonts only, in stacks that every phone has an answer to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_SANS = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif'
_SERIF = '"Iowan Old Style","Palatino Linotype",Palatino,"Noto Serif","Droid Serif",serif'
_NARROW = (
    '"Roboto Condensed","Arial Narrow",sans-serif-condensed,"Avenir Next Condensed",sans-serif'
)
_GROTESK = '"Helvetica Neue",Roboto,"Noto Sans",Arial,sans-serif'
_ROUNDED = 'ui-rounded,"SF Pro Rounded","Nunito",Roboto,system-ui,sans-serif'
_MONO = 'ui-monospace,"Roboto Mono","Droid Sans Mono",Menlo,Consolas,monospace'
_ARABIC = (
    'Vazirmatn,"SF Arabic","Segoe UI","Noto Sans Arabic UI","Noto Sans Arabic",'
    '"Noto Naskh Arabic UI",Tahoma,sans-serif'
)

# Languages written in the Arabic script unless their tag says otherwise.
_JOINED = frozenset(
    ("ar", "bal", "ckb", "fa", "glk", "ks", "lrc", "mzn", "pnb", "ps", "sd", "ug", "ur")
)
_JOINED_SCRIPTS = frozenset(("arab", "aran"))


@dataclass(frozen=True, slots=True)
class Typeface:
    """Body and heading stacks; weight, tracking and case of headings; line heights."""

    body: str
    heading: str
    weight: int = 700
    tracking: str = "-.01em"
    case: str = "none"
    leading: str = "1.5"
    heading_leading: str = "1.15"

    def items(self) -> list[tuple[str, str]]:
        """The CSS variables that say it."""
        return [
            ("font", self.body),
            ("head", self.heading),
            ("hw", str(self.weight)),
            ("ht", self.tracking),
            ("hx", self.case),
            ("lh", self.leading),
            ("hl", self.heading_leading),
        ]


FONTS: Mapping[str, Typeface] = {
    "modern": Typeface(_SANS, _SANS, tracking="-.015em"),
    "classic": Typeface(_SANS, _SERIF),
    "condensed": Typeface(_SANS, _NARROW, tracking=".01em", case="uppercase"),
    "grotesk": Typeface(_SANS, _GROTESK, weight=900, tracking="-.035em"),
    "rounded": Typeface(_ROUNDED, _ROUNDED),
    "mono": Typeface(_SANS, _MONO, weight=600, tracking="-.03em"),
}

# Tracking tears joined letters apart, capitals do not exist, and marks need more room.
_JOINED_TYPEFACE = Typeface(_ARABIC, _ARABIC, tracking="0", leading="1.8", heading_leading="1.45")


def typeface(font: str, locale: str) -> Typeface:
    """The typeface of a choice in a language (BCP 47). KeyError for an unknown choice."""
    chosen = FONTS[font]
    return _JOINED_TYPEFACE if is_joined(locale) else chosen


def is_joined(locale: str) -> bool:
    """True for a language of joined letters: `fa`, `ur-PK`, `ku-Arab`, but not `sd-Deva`."""
    language, *rest = re.split(r"[-_]", locale.lower())
    scripts = [part for part in rest if len(part) == 4 and part.isalpha()]
    return scripts[0] in _JOINED_SCRIPTS if scripts else language in _JOINED
