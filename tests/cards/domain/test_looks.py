"""What an owner meant on the design page."""

from typing import Any

import pytest

from cardshop.cards.domain.looks import meant
from cardshop.cards.domain.themes import PRESETS, Theme, ThemeInvalid

CRUMB = PRESETS["crumb"]


def asked(current: Theme = CRUMB, *, shown: str = "crumb", swatch: str = "", **typed: Any) -> Theme:
    return meant(current, current.choices() | typed, preset_shown=shown, swatch=swatch)


def test_what_is_typed_is_taken() -> None:
    assert asked(accent="#0B7A75", font="mono").choices() == CRUMB.choices() | {
        "accent": "#0b7a75",
        "font": "mono",
    }


def test_a_new_theme_without_scripts_brings_its_own_choices() -> None:
    assert asked(preset="blade") == PRESETS["blade"]


def test_what_was_changed_beside_a_new_theme_counts() -> None:
    assert asked(preset="blade", shape="pill").shape == "pill"


def test_a_new_theme_that_scripts_have_shown_is_taken_as_it_stands() -> None:
    shown = PRESETS["blade"].choices() | {"accent": CRUMB.accent}

    look = meant(CRUMB, shown, preset_shown="blade", swatch=CRUMB.accent)

    assert look.accent == CRUMB.accent
    assert look.font == "condensed"


def test_a_swatch_is_taken_unless_a_colour_was_typed() -> None:
    assert asked(swatch="#c02942").accent == "#c02942"
    assert asked(swatch="#c02942", accent="#0b7a75").accent == "#0b7a75"


@pytest.mark.parametrize("accent", ["red", "#12345", "", "#b4531a;}", "url(x)", "#" + "1" * 300])
def test_what_is_no_colour_is_refused(accent: str) -> None:
    with pytest.raises(ThemeInvalid) as fault:
        asked(accent=accent)

    assert [e.pointer for e in fault.value.errors] == ["/accent"]


def test_a_choice_that_is_not_there_is_refused() -> None:
    with pytest.raises(ThemeInvalid):
        asked(font="comic sans")
