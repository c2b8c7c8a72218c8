"""The summary of a day: what was ordered and who came, told to the owners who want it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cardshop.accounts.models import Account, Business
from cardshop.booking.queries.diary import held_on
from cardshop.lib.dates import format_date
from cardshop.lib.money import Currency
from cardshop.notifications import operations as notifications
from cardshop.notifications.domain.days import Span, last_span
from cardshop.notifications.domain.events import Event, Person
from cardshop.notifications.notice import Notice, Voice
from cardshop.notifications.operations import summarising
from cardshop.notifications.queries.summaries import Wish, wishes
from cardshop.orders import queries as orders
from cardshop.web.locales import counted as ngettext
from cardshop.web.locales import speaking
from cardshop.web.outgoing import Letter
from cardshop.web.site import absolute

# A worker that was away for longer leaves the day out: it is no news any more.
FRESH = timedelta(hours=6)
HALF_A_DAY = timedelta(hours=12)
_PATH = "/app/"


@dataclass(frozen=True, slots=True)
class _Day:
    """What happened in a span."""

    span: Span
    orders: int
    total: int
    bookings: int

    def words(self, business: Business, locale: str) -> Mapping[str, str]:
        """What fills the placeholders, in the language that is spoken now."""
        currency = Currency(business.currency, business.currency_exponent)
        return {
            "business": business.name,
            "day": format_date(self.span.day, locale, "day"),
            "orders": ngettext("%(num)s order", "%(num)s orders", self.orders),
            "total": currency.show(self.total, locale),
            "bookings": ngettext("%(num)s booking", "%(num)s bookings", self.bookings),
            "link": absolute(_PATH),
        }


def tell_due(*, at: datetime) -> None:
    """Tell every business that wants it, once a day: a chore of the worker."""
    for wish in wishes():
        span = last_span(wish.minute, ZoneInfo(wish.business.timezone), at)
        if at - span.until <= FRESH and not _is_told(wish, span):
            notifications.tell(_notice(wish.business, _read(wish.business, span)), at=at)
            summarising.note(wish.business.id, span.until)


def _is_told(wish: Wish, span: Span) -> bool:
    """Whoever sets another time for the summary hears of that day no second time."""
    return wish.told_until is not None and wish.told_until > span.until - HALF_A_DAY


def _read(business: Business, span: Span) -> _Day:
    days = orders.day_totals(business.id, span.since, span.until)
    return _Day(
        span,
        orders=sum(day.orders for day in days),
        total=sum(day.total for day in days),
        bookings=len(held_on(business.id, span.since, span.until)),
    )


def _notice(business: Business, day: _Day) -> Notice:
    key = f"{Event.DAILY_SUMMARY.value}:{business.id}:{day.span.day.isoformat()}"

    def letter(account: Account | None) -> Letter | None:
        return _letter(business, day, account, f"{key}:{account.id}") if account else None

    def values(_person: Person, voice: Voice) -> Mapping[str, str]:
        return day.words(business, voice.locale)

    return Notice(
        event=Event.DAILY_SUMMARY,
        business_id=business.id,
        key=key,
        values=values,
        letter=letter,
        body=lambda: {
            "day": day.span.day.isoformat(),
            "orders": day.orders,
            "total": day.total,
            "currency": business.currency,
            "bookings": day.bookings,
        },
        actor=notifications.SYSTEM,
        # The owner has chosen the time, also one in the quiet hours.
        is_awaited=True,
        path=_PATH,
    )


def _letter(business: Business, day: _Day, account: Account, key: str) -> Letter:
    with speaking(account.locale):
        known = day.words(business, account.locale)
        subject = _("%(business)s, %(day)s", business=known["business"], day=known["day"])
        sums = _("%(orders)s, together %(total)s", orders=known["orders"], total=known["total"])
        more = _("See more here:\n%(link)s", link=known["link"])
    return Letter(
        business_id=business.id,
        kind="daily-summary",
        recipient=account.email,
        subject=" ".join(str(subject).split()),
        text=f"{sums}\n{known['bookings']}\n\n{more}",
        deduplication_key=key,
    )
