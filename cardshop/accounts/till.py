"""Money as the owner's pages read and show it: in the currency and manner of the business."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from babel.numbers import get_currency_symbol

from cardshop.accounts.models import Business
from cardshop.lib.money import Currency


@dataclass(frozen=True, slots=True)
class Till:
    """A currency in a locale. Amounts are in minor units."""

    currency: Currency
    locale: str

    @classmethod
    def of(cls, business: Business) -> Till:
        """That of a business."""
        return cls(Currency(business.currency, business.currency_exponent), business.locale)

    @property
    def sign(self) -> str:
        """What stands beside a field for an amount, such as `KSh`."""
        return _sign(self.currency.code, self.locale.replace("-", "_"))

    def show(self, minor: int) -> str:
        """The amount as people write it."""
        return self.currency.show(minor, self.locale)

    def typed(self, minor: int | None) -> str:
        """The amount as a form shows it for editing."""
        return "" if minor is None else self.currency.typed(minor, self.locale)

    def read(self, text: str) -> int:
        """A typed amount. Raises what `lib.money` raises."""
        return self.currency.read(text, self.locale)


@lru_cache(maxsize=256)
def _sign(code: str, locale: str) -> str:
    return get_currency_symbol(code, locale)
