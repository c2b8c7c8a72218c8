"""No colour that an owner can choose makes a card that cannot be read."""

import random

import pytest

from cardshop.cards.domain.grounds import BACKGROUNDS
from cardshop.cards.domain.palette import Palette, palette

_PAGE = ("bg", "surface", "sunken")
_WORDS = (*_PAGE, "accent_soft")

# design.md section 3.1: who stands on what, and the least contrast between them.
_PROMISES = [
    ("text", _WORDS, 7.0),
    ("muted", _WORDS, 4.5),
    ("accent_text", _WORDS, 4.5),
    ("on_accent", ("accent", "accent_hover"), 4.5),
    ("edge", _PAGE, 3.0),
    ("accent_edge", _PAGE, 3.0),
    ("danger", ("bg", "surface", "danger_soft"), 4.5),
    ("ok", ("bg", "surface", "ok_soft"), 4.5),
    ("warn", ("bg", "surface", "warn_soft"), 4.5),
    ("on_wa", ("wa",), 4.5),
    ("wa", ("bg", "surface"), 3.0),
]

_AWKWARD = ["#ffffff", "#000000", "#808080", "#ffff00"]
_AWKWARD += ["#c8f031", "#767676", "#0000ff", "#ff0000"]


def _accents() -> list[str]:
    chance = random.Random(7)
    return [f"#{chance.randrange(1 << 24):06x}" for _ in range(4000)] + _AWKWARD


# WCAG's own formula, written again so that the solver is not judged by itself.
_LINEAR = {
    f"{byte:02x}": (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4)
    for byte in range(256)
    for c in [byte / 255]
}


def _light(colour: str) -> float:
    red, green, blue = (_LINEAR[colour[at : at + 2]] for at in (1, 3, 5))
    return 0.05 + 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _broken(colours: Palette) -> list[str]:
    light = {name.replace("-", "_"): _light(colour) for name, colour in colours.items()}
    return [
        f"{front} on {ground}"
        for front, grounds, least in _PROMISES
        for ground in grounds
        if max(light[front], light[ground]) < least * min(light[front], light[ground])
    ]


@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("dark", [False, True])
def test_4008_accents_break_no_promise(dark: bool, background: str) -> None:
    broken = {
        accent: faults
        for accent in _accents()
        if (faults := _broken(palette(accent, dark=dark, background=background)))
    }

    assert broken == {}


@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("dark", [False, True])
def test_flat_cards_break_no_promise_either(dark: bool, background: str) -> None:
    for accent in _accents()[::8] + _AWKWARD:
        colours = palette(accent, dark=dark, background=background, surface="flat")

        assert colours.surface == colours.bg
        assert _broken(colours) == []


@pytest.mark.parametrize(
    ("accent", "dark", "background", "expected"),
    [
        (
            "#b4531a", False, "paper",
            "#fbf6ed #ffffff #f5efe6 #231d12 #6a615a #918783 #b4531a #ffffff #b4531a #ad4d11",
        ),
        (
            "#e0b354", True, "tint",
            "#100e09 #1b1813 #27231c #f5f3ef #9d988d #736e66 #e0b354 #111114 #e0b354 #e0b354",
        ),
        (
            "#0b7a75", False, "tint",
            "#eefaf9 #ffffff #e6f3f2 #132120 #5b6665 #818b8a #0b7a75 #ffffff #0b7a75 #047873",
        ),
        (
            "#c8f031", False, "plain",
            "#ffffff #fafaf8 #f2f3f0 #1c2014 #62655b #898c83 #c8f031 #111114 #7a9500 #5e7300",
        ),
    ],
    ids=["crumb", "blade", "calm", "grid"],
)  # fmt: skip
def test_the_reference_looks_keep_their_colours(
    accent: str, dark: bool, background: str, expected: str
) -> None:
    p = palette(accent, dark=dark, background=background)

    grounds = [p.bg, p.surface, p.sunken, p.text, p.muted, p.edge]
    assert [*grounds, p.accent, p.on_accent, p.accent_edge, p.accent_text] == expected.split()


def test_a_grey_accent_gives_grey_neutrals() -> None:
    bg = palette("#808080", dark=True, background="tint").bg

    assert bg[1:3] == bg[3:5] == bg[5:7]


def test_an_owners_colour_stays_on_the_button_while_links_move() -> None:
    lime = palette("#c8f031", dark=False, background="plain")

    assert lime.accent == "#c8f031"
    assert lime.accent_text != "#c8f031"


def test_an_unknown_surface_or_background_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        palette("#000000", dark=False, background="tint", surface="glass")
    with pytest.raises(KeyError):
        palette("#000000", dark=False, background="stripes")
