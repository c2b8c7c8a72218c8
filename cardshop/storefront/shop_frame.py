"""What every page of ordering needs of the card that it belongs to: its look, address and money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from cardshop.accounts.models import Business
from cardshop.accounts.opening import Clock
from cardshop.cards.domain import themes
from cardshop.cards.domain.themes import Theme
from cardshop.cards.published import PublicCard
from cardshop.lib.money import Currency
from cardshop.media import queries as media
from cardshop.media.queries import Shown
from cardshop.storefront import presenters


@dataclass(frozen=True, slots=True)
class Frame:
    """A card as the pages around its shop show it."""

    card: PublicCard
    business: Business
    clock: Clock
    css: Markup
    avatar: Shown | None

    @property
    def path(self) -> str:
        """Where the card is."""
        return f"/{self.card.slug}"

    @property
    def shop(self) -> str:
        """Where its shop is."""
        return f"{self.path}/shop"

    @property
    def name(self) -> str:
        """Who sells."""
        return self.card.display_name

    @property
    def place(self) -> str:
        """Where to collect, on one line; empty if the card does not say."""
        lines = self.card.addresses[0].lines if self.card.addresses else []
        return " ".join(lines[:1]).replace("\n", " ")

    @property
    def colours(self) -> dict[str, str]:
        """The colour of the browser's bar by scheme."""
        return colours_of(self.card.theme)

    def money(self, minor: int) -> str:
        """An amount in the card's language."""
        currency = Currency(self.business.currency, self.business.currency_exponent)
        return currency.show(minor, self.card.locale)


def frame(card: PublicCard, business: Business, *, at: datetime) -> Frame:
    """The frame of a card's pages of ordering. One statement."""
    avatar = media.shown(card.business.id, [card.avatar_id]).get(card.avatar_id or 0)
    css = presenters.inlined(themes.css(card.theme, card.locale), "shop")
    return Frame(card, business, Clock(at, card.business.zone, card.locale), css, avatar)


def colours_of(theme: Theme) -> dict[str, str]:
    """The page's background by scheme: `light`, `dark` or both."""
    schemes = ("light", "dark") if theme.scheme == "auto" else (theme.scheme,)
    return {scheme: theme.palette(dark=scheme == "dark").bg for scheme in schemes}
