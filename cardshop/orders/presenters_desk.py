"""The owner's desk: whose orders are looked at, when, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_timedelta
from flask_babel import gettext as _

from cardshop.accounts.models import Business
from cardshop.lib.dates import format_date, format_time, locale_of, localise_digits
from cardshop.lib.money import Currency
from cardshop.orders.models import Fulfilment, Order, OrderState
from cardshop.web.jinja import page_language
from cardshop.web.locales import screen_language


@dataclass(frozen=True, slots=True)
class Desk:
    """A business at an instant. `locale` writes times, `money_locale` writes amounts."""

    business_id: int
    name: str
    now: datetime
    zone: ZoneInfo
    locale: str
    money_locale: str
    currency: Currency

    @classmethod
    def of(cls, business: Business, now: datetime) -> Desk:
        """The desk of a business; times are in the language of the page."""
        language = page_language()
        is_own = screen_language(business.locale) == language
        return cls(
            business_id=business.id,
            name=business.name,
            now=now,
            zone=ZoneInfo(business.timezone),
            locale=business.locale if is_own else language,
            money_locale=business.locale,
            currency=Currency(business.currency, business.currency_exponent),
        )

    @property
    def today(self) -> date:
        """The date there."""
        return self.now.astimezone(self.zone).date()

    @property
    def midnight(self) -> datetime:
        """When this day began there."""
        return self.begin(self.today)

    def begin(self, day: date) -> datetime:
        """The first instant of a date there."""
        return datetime.combine(day, time.min, self.zone)

    def day(self, instant: datetime) -> date:
        """The date there at an instant."""
        return instant.astimezone(self.zone).date()

    def money(self, minor: int) -> str:
        """An amount in the business's currency."""
        return self.currency.show(minor, self.money_locale)

    def clock(self, instant: datetime) -> str:
        """The wall time there."""
        return format_time(instant.astimezone(self.zone).time(), self.locale)

    def date(self, day: date) -> str:
        """A date with its weekday."""
        return format_date(day, self.locale, "day")

    def moment(self, instant: datetime) -> str:
        """The wall time, with the day in front of it where that is not today."""
        day = self.day(instant)
        if day == self.today:
            return self.clock(instant)
        if day == self.today + timedelta(days=1):
            return str(_("Tomorrow %(time)s", time=self.clock(instant)))
        return self.stamp(instant)

    def stamp(self, instant: datetime) -> str:
        """The day and the wall time, on paper that is read another day."""
        day = self.date(self.day(instant))
        return str(_("%(day)s, %(time)s", day=day, time=self.clock(instant)))

    def age(self, instant: datetime) -> str:
        """How long ago, in short: `22 min`."""
        passed = max(self.now - instant, timedelta(minutes=1))
        words = format_timedelta(passed, format="short", locale=locale_of(self.locale))
        return localise_digits(words, self.locale)


# Of each way an order reaches its customer: the icon that stands for it.
ICONS = {Fulfilment.PICKUP: "store", Fulfilment.DELIVERY: "truck", Fulfilment.DINE_IN: "table"}


def money_of(order: Order) -> Currency:
    """The currency that an order was placed in; the business may have another one by now."""
    return Currency(order.currency, order.currency_exponent)


def way(fulfilment: Fulfilment) -> str:
    """Pickup, delivery or dine-in, in words."""
    return {
        Fulfilment.PICKUP: str(_("Pickup")),
        Fulfilment.DELIVERY: str(_("Delivery")),
        Fulfilment.DINE_IN: str(_("At the table")),
    }[fulfilment]


def state_word(state: OrderState) -> str:
    """Where an order is, in the owner's words."""
    return {
        OrderState.PLACED: str(_("New")),
        OrderState.ACCEPTED: str(_("Making")),
        OrderState.READY: str(_("Ready")),
        OrderState.COMPLETED: str(_("Done")),
        OrderState.CANCELLED: str(_("Cancelled")),
        OrderState.EXPIRED: str(_("Expired")),
    }[state]


def step_word(state: OrderState, fulfilment: Fulfilment) -> str:
    """What the owner does to bring an order into a state."""
    done = {
        Fulfilment.PICKUP: str(_("Picked up")),
        Fulfilment.DELIVERY: str(_("Delivered")),
        Fulfilment.DINE_IN: str(_("Served")),
    }
    return {
        OrderState.ACCEPTED: str(_("Accept")),
        OrderState.READY: str(_("Mark ready")),
        OrderState.COMPLETED: done[fulfilment],
    }[state]


# The badge of each state; a word always stands in it.
BADGES = {
    OrderState.PLACED: "s-new",
    OrderState.ACCEPTED: "s-wait",
    OrderState.READY: "s-ok",
    OrderState.COMPLETED: "",
    OrderState.CANCELLED: "s-bad",
    OrderState.EXPIRED: "s-bad",
}
