"""What words and controls of a card stand on: the page, its cards, and the wells in them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cardshop.cards.domain.colours import WHITE, Oklch, Rgb, from_oklch

BACKGROUNDS = ("plain", "tint", "paper")
SURFACES = ("raised", "flat")

_PAPER_HUE, _PAPER_INK_HUE = 82.0, 60.0


@dataclass(frozen=True, slots=True)
class Grounds:
    """What words and controls stand on, and how strongly the owner's hue tints the neutrals."""

    bg: Rgb
    surface: Rgb
    sunken: Rgb
    soft: Rgb
    text: Rgb
    line: Rgb
    hue: float
    muted_hue: float
    strength: float
    dark: bool

    @property
    def plain(self) -> tuple[Rgb, ...]:
        """What control outlines stand on."""
        return (self.bg, self.surface, self.sunken)

    @property
    def all(self) -> tuple[Rgb, ...]:
        """What words stand on."""
        return (*self.plain, self.soft)


def grounds_of(tone: Oklch, *, dark: bool, background: str, surface: str) -> Grounds:
    """The grounds for an owner's colour, tinted with its hue; by night every background is one.

    "raised" lifts cards off the page, "flat" gives them the page's colour. KeyError for an
    unknown background or surface.
    """
    raised = _dark_grounds(tone) if dark else _light_grounds(tone, background)
    return {"raised": raised, "flat": replace(raised, surface=raised.bg)}[surface]


def _strength(tone: Oklch) -> float:
    """Grey accents give grey neutrals."""
    return min(1.0, tone.chroma / 0.10)


def _dark_grounds(tone: Oklch) -> Grounds:
    hue, k = tone.hue, _strength(tone)
    return Grounds(
        bg=from_oklch(0.165, 0.010 * k, hue),
        surface=from_oklch(0.212, 0.012 * k, hue),
        sunken=from_oklch(0.258, 0.014 * k, hue),
        soft=from_oklch(0.285, 0.055 * k, hue),
        text=from_oklch(0.965, 0.006 * k, hue),
        line=from_oklch(0.325, 0.014 * k, hue),
        hue=hue,
        muted_hue=hue,
        strength=k,
        dark=True,
    )


def _light_grounds(tone: Oklch, background: str) -> Grounds:
    hue, k = tone.hue, _strength(tone)
    paper, plain = background == "paper", background == "plain"
    bg_lightness, bg_chroma, bg_hue = {
        "plain": (1.0, 0.0, hue),
        "tint": (0.976, 0.014 * k, hue),
        "paper": (0.974, 0.013, _PAPER_HUE),
    }[background]
    tint = max(bg_chroma, 0.004)
    return Grounds(
        bg=from_oklch(bg_lightness, bg_chroma, bg_hue),
        surface=from_oklch(0.985, 0.003 * k, hue) if plain else WHITE,
        sunken=from_oklch(0.962 if plain else 0.955, tint * 1.1, bg_hue),
        soft=from_oklch(0.948, min(0.032, tone.chroma * 0.4 + 0.004), hue),
        text=from_oklch(0.235, 0.022 * k, bg_hue),
        line=from_oklch(0.905, tint * 1.2, bg_hue),
        hue=hue,
        muted_hue=_PAPER_INK_HUE if paper else hue,
        strength=k,
        dark=False,
    )
