"""Every colour that a calendar can have is drawn so that words on it can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cardshop.booking.domain.ical_colours import css_name

STYLES = Path(__file__).parents[2] / "static" / "owner"
LIGHT = {"text": "#1b1c1f", "muted": "#5c5d64", "surface": "#ffffff"}
DARK = {"text": "#f2f2f4", "muted": "#a6a8b0", "surface": "#1b1d21"}


def rules(part: int) -> dict[str, tuple[str, str]]:
    """Of each name its edge and its ground, in the light (0) or in the dark (1)."""
    text = (STYLES / "62-diary-colours.css").read_text().split("@media")[part]
    found = re.findall(r"\.c-(\w+) \{ --c: (#\w{6}); --ct: (#\w{6}) \}", text)
    return {name: (edge, ground) for name, edge, ground in found}


def contrast(one: str, other: str) -> float:
    low, high = sorted(_luminance(colour) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(("part", "page"), [(0, LIGHT), (1, DARK)])
def test_words_can_be_read_on_every_colour(part: int, page: dict[str, str]) -> None:
    for name, (edge, ground) in rules(part).items():
        assert contrast(page["text"], ground) >= 7, name
        assert contrast(page["muted"], ground) >= 4.5, name
        assert contrast(edge, page["surface"]) >= 3, name


def test_every_name_that_is_kept_has_one() -> None:
    cube = [f"#{r:02x}{g:02x}{b:02x}" for r in _STEPS for g in _STEPS for b in _STEPS]
    kept = {css_name(colour) for colour in [*cube, "#696969", "#d2b48c", "#f0e68c"]}
    assert kept <= set(rules(0)) == set(rules(1))
    assert len(kept) > 25


_STEPS = range(0, 256, 17)
