"""A look is a closed set of choices: strict when typed, forgiving when kept, harmless as CSS."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardshop.cards.domain.readability import readability
from cardshop.cards.domain.themes import CHOICES, PRESETS, Theme, ThemeInvalid, css

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | inner
)
themes = st.builds(
    Theme,
    accent=st.integers(0, 0xFFFFFF).map("#{:06x}".format),
    **{name: st.sampled_from(values) for name, values in CHOICES.items()},
)


def test_naming_a_preset_is_enough_for_a_whole_look() -> None:
    assert Theme.from_choices({"preset": "blade"}) == PRESETS["blade"]


def test_a_choice_beside_the_preset_wins_over_it() -> None:
    theme = Theme.from_choices({"preset": "crumb", "accent": "FF0000", "layout": "plain"})

    assert (theme.preset, theme.accent, theme.layout) == ("crumb", "#ff0000", "plain")
    assert theme.font == "classic"


def test_changing_one_choice_keeps_the_others() -> None:
    theme = PRESETS["grid"].changed({"scheme": "auto"})

    assert theme.choices() == PRESETS["grid"].choices() | {"scheme": "auto"}


def test_every_wrong_choice_is_named() -> None:
    with pytest.raises(ThemeInvalid) as refusal:
        Theme.from_choices({"font": "comic", "accent": "red", "css": "body{}", "layout": "side"})

    assert {e.pointer: e.detail for e in refusal.value.errors} == {
        "/font": "Choose one of modern, classic, condensed, grotesk, rounded, mono.",
        "/accent": "Enter a colour as six hex digits, like #b4531a.",
        "/css": "A look has no such part.",
    }


@given(st.dictionaries(st.sampled_from([*CHOICES, "accent", "other"]), anything) | anything)
def test_whatever_was_kept_makes_a_look(stored: object) -> None:
    theme = Theme.from_stored(stored)

    assert Theme.from_choices(dict(theme.choices())) == theme


def test_a_kept_choice_that_no_longer_exists_falls_back_to_the_presets() -> None:
    kept = {"preset": "crumb", "font": "gone", "accent": "#112233", "glitter": True}

    assert Theme.from_stored(kept) == PRESETS["crumb"].changed({"accent": "#112233"})


@given(themes, st.sampled_from(["en", "fa", "ur-PK", "de-CH"]))
def test_css_is_made_of_hex_integers_and_table_entries_alone(theme: Theme, locale: str) -> None:
    printed = css(theme, locale)

    bare = re.sub(r"@media\(prefers-color-scheme:dark\)\{(:root\{[^{}]*\})\}$", r"\1", printed)
    assert re.fullmatch(r"(:root\{[^{}<>\\@/]*\}){1,2}", bare)
    assert re.findall(r"#[^;]*", bare) == re.findall(r"#[0-9a-f]{6}", bare)


def test_auto_prints_both_palettes_and_the_others_one() -> None:
    assert css(PRESETS["calm"].changed({"scheme": "auto"}), "en").count("--bg:") == 2
    assert "color-scheme:light dark;" in css(PRESETS["calm"].changed({"scheme": "auto"}), "en")
    assert css(PRESETS["blade"], "en").count("--bg:#100e09") == 1


@pytest.mark.parametrize("locale", ["ar", "fa-IR", "ur_PK", "ckb", "ku-Arab-IQ", "ps"])
def test_joined_letters_are_never_tracked_or_upper_cased(locale: str) -> None:
    printed = css(PRESETS["blade"], locale)

    assert "--ht:0;--hx:none;--lh:1.8;" in printed
    assert "Vazirmatn" in printed


@pytest.mark.parametrize("locale", ["en", "he", "sd-Deva", "ku-Latn-TR", "arn"])
def test_other_letters_get_the_owners_typeface(locale: str) -> None:
    assert "--ht:.01em;--hx:uppercase;--lh:1.5;" in css(PRESETS["blade"], locale)


def test_the_picker_says_how_readable_a_colour_is() -> None:
    told = readability(PRESETS["crumb"])

    assert (told.label_ratio, told.button_change) == (5.0, "")
    assert (told.link_colour, told.link_change) == ("#ad4d11", "darker")


@given(themes)
def test_every_look_reads_well_and_says_so(theme: Theme) -> None:
    told = readability(theme)

    assert told.is_good
    assert (told.button_change == "") == (told.button_colour == theme.accent)
