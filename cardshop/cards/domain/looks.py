"""What an owner meant on the design page: a theme, swatches and typed choices side by side."""

from __future__ import annotations

from collections.abc import Mapping

from cardshop.cards.domain import colours
from cardshop.cards.domain.themes import Theme


def meant(current: Theme, typed: Mapping[str, str], *, preset_shown: str, swatch: str) -> Theme:
    """The look that was asked for. Raises ThemeInvalid.

    `preset_shown` is the preset whose choices the form showed: a page without scripts cannot show
    those of a newly picked one, so then only what differs from the current look counts beside it.
    """
    choices = {**typed, "accent": _accent(current, typed.get("accent", ""), swatch)}
    if typed.get("preset") == preset_shown:
        return current.changed(choices)
    before = current.choices()
    touched = {k: v for k, v in choices.items() if k == "preset" or v != before.get(k)}
    return current.changed(touched)


def _accent(current: Theme, typed: str, swatch: str) -> str:
    """The typed colour if it was changed, else the chosen swatch."""
    if swatch and _same(typed, current.accent):
        return swatch
    return current.accent if _same(typed, current.accent) else typed


def _same(typed: str, colour: str) -> bool:
    try:
        return colours.parse(typed).hex == colour
    except colours.ColourInvalid:
        return False
