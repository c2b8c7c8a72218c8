"""Our own icons, and the sprite of only those that a page shows."""

from collections.abc import Iterable, Mapping

from cardshop.web.icon_drawings import DRAWINGS
from cardshop.web.network_marks import MARKS

# Where a network has no mark that fits a few lines, its letters on a rounded square stand for it.
_MONOGRAMS = {
    "booking": "B",
    "ebay": "EB",
    "etsy": "E",
    "paypal": "P",
    "rubika": "RU",
    "venmo": "V",
    "vk": "VK",
}

# The names the first templates were drawn with.
_SHORT_NAMES = {
    "be": "behance",
    "fb": "facebook",
    "ig": "instagram",
    "li": "linkedin",
    "tg": "telegram",
    "tt": "tiktok",
    "wa": "whatsapp",
    "yt": "youtube",
}

# Letters as strokes in a box of 6 x 8, so that a monogram needs no font and looks like its kin.
_LETTERS = {
    "B": "M0 0v8h3.5a2.2 2.2 0 0 0 0-4.4H0h3a1.8 1.8 0 0 0 0-3.6z",
    "E": "M5.5 0H0v8h5.5M0 4h4.5",
    "K": "M0 0v8M5.5 0 .5 4.3l5 3.7",
    "P": "M0 8V0h3.5a2.3 2.3 0 0 1 0 4.6H0",
    "R": "M0 8V0h3.5a2.2 2.2 0 0 1 0 4.4H0m3 0L5.7 8",
    "T": "M0 0h6M3 0v8",
    "U": "M0 0v5a3 3 0 0 0 6 0V0",
    "V": "M0 0l3 8 3-8",
}


def monogram(letters: str) -> str:
    """One or two of our stroke letters inside a rounded square, as the body of a symbol."""
    scale = 1.0 if len(letters) == 1 else 0.75
    step = 6 * scale + 1.6
    start = 12 - (step * len(letters) - 1.6) / 2
    top = 12 - 4 * scale
    return '<rect x="3.5" y="3.5" width="17" height="17" rx="4.5"/>' + "".join(
        f'<path transform="translate({start + step * place:g} {top:g}) scale({scale:g})"'
        f' d="{_LETTERS[letter]}"/>'
        for place, letter in enumerate(letters)
    )


ICONS: Mapping[str, str] = {
    **DRAWINGS,
    **{name: monogram(letters) for name, letters in _MONOGRAMS.items()},
    **MARKS,
    **{short: MARKS[name] for short, name in _SHORT_NAMES.items()},
}


def symbol(name: str) -> str:
    """The `<symbol>` that `<use href="#i-NAME"/>` shows. KeyError when nothing has that name."""
    return f'<symbol id="i-{name}" viewBox="0 0 24 24">{ICONS[name]}</symbol>'


def sprite(names: Iterable[str]) -> str:
    """A hidden `<svg>` of these icons, each once, in the order they are first asked for."""
    symbols = "".join(symbol(name) for name in dict.fromkeys(names))
    return f'<svg width="0" height="0" class="vh" aria-hidden="true"><defs>{symbols}</defs></svg>'
