"""The checkout's page: what is ordered, how and when it can be had, what it costs, what changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from flask_babel import gettext as _

from cardshop.accounts.domain import opening
from cardshop.accounts.domain.hours import Hours
from cardshop.orders.domain.quote import Quote
from cardshop.orders.domain.windows import Window
from cardshop.orders.messages.whatsapp import table_word
from cardshop.orders.models import ShopSettings, WhenClosed
from cardshop.storefront import times
from cardshop.storefront.forms_checkout import CheckoutForm
from cardshop.storefront.presenters_cart import Line
from cardshop.storefront.shop_frame import Frame
from cardshop.storefront.ways import Way
from cardshop.web.errors import say
from cardshop.web.locales import counted as ngettext

# Told at their field, or with the line they belong to; the rest stands at the top.
_AT_THEIR_PLACE = ("/lines/", "/coupon", "/fulfilment", "/customer", "/note")


@dataclass(frozen=True, slots=True)
class Choice:
    """A radio button: what, a detail, and what it costs."""

    value: str
    kind: str
    title: str
    detail: str
    cost: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Day:
    """The windows of one day: (value, words)."""

    name: str
    windows: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Row:
    """A part of the total."""

    words: str
    amount: str
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class CheckoutPage:
    """Everything that the checkout says."""

    frame: Frame
    form: CheckoutForm
    lines: list[Line]
    choices: list[Choice]
    soon: str
    days: list[Day]
    rows: list[Row]
    total: str
    expected: int
    changes: list[str]
    notes: list[str]
    payment: str
    can_place: bool

    @property
    def has_errors(self) -> bool:
        """Whether something must be typed again."""
        return bool(self.form.form_errors or any(field.errors for field in self.form))


@dataclass(frozen=True, slots=True)
class Till:
    """A cart at the till: its quote, and what the shop offers for it."""

    frame: Frame
    settings: ShopSettings
    ways: list[Way]
    lines: list[Line]
    quote: Quote
    windows: list[Window]


def checkout_page(till: Till, form: CheckoutForm, *, changes: Iterable[str] = ()) -> CheckoutPage:
    """The page of a cart at the till; `changes` is what differs from what the page had shown."""
    frame, quote = till.frame, till.quote
    return CheckoutPage(
        frame=frame,
        form=form,
        lines=till.lines,
        choices=[_choice(till, way, form) for way in till.ways],
        soon=times.about(quote.ready_at, frame.clock) if quote.ready_at else "",
        days=_days(till),
        rows=rows_of(frame, quote),
        total=frame.money(quote.totals.total),
        expected=quote.totals.total,
        changes=list(changes),
        notes=_notes(till),
        payment=till.settings.payment_note,
        can_place=bool(till.ways) and till.settings.is_taking_orders and quote.ready_at is not None,
    )


def rows_of(frame: Frame, quote: Quote) -> list[Row]:
    """The parts of a total that are not nothing, in the order in which they are added."""
    totals = quote.totals
    rows = [Row(_("Subtotal"), frame.money(totals.subtotal))]
    if totals.discount:
        words = _("Coupon %(code)s", code=quote.coupon_code)
        rows.append(Row(words, f"−{frame.money(totals.discount)}"))
    if quote.zone_name:
        fee = frame.money(totals.delivery_fee) if totals.delivery_fee else _("Free")
        rows.append(Row(_("Delivery to %(zone)s", zone=quote.zone_name), fee))
    if totals.tax:
        words = _("Tax included") if totals.prices_include_tax else _("Tax")
        rows.append(Row(words, frame.money(totals.tax), is_quiet=totals.prices_include_tax))
    return rows if len(rows) > 1 else []


def changes_since(till: Till, form: CheckoutForm) -> list[str]:
    """A sentence for each price that differs from the one that the customer had seen."""
    changed = [
        _(
            "The price of %(name)s is now %(price)s. Check before you order.",
            name=line.name,
            price=till.frame.money(line.priced.unit_price),
        )
        for line in till.lines
        if line.priced and form.shown_price_of(line.key) not in (None, line.priced.unit_price)
    ]
    if not changed and form.shown_total not in (None, till.quote.totals.total):
        total = till.frame.money(till.quote.totals.total)
        changed = [_("The total is now %(total)s. Check before you order.", total=total)]
    return changed


def _choice(till: Till, way: Way, form: CheckoutForm) -> Choice:
    title, detail = _words(till, way)
    fee = _fee(till, way)
    return Choice(
        way.value,
        way.kind,
        title,
        detail,
        till.frame.money(fee) if fee else _("Free"),
        way.value == form.how.data,
    )


def _words(till: Till, way: Way) -> tuple[str, str]:
    if way.kind == "pickup":
        return _("Pickup"), till.settings.pickup_note or till.frame.place
    if way.zone is None:
        return _("At your table"), table_word(way.table)
    parts = [ngettext("%(num)s minute", "%(num)s minutes", way.zone.minutes)]
    if way.zone.minimum:
        parts.append(_("from %(amount)s", amount=till.frame.money(way.zone.minimum)))
    if way.zone.fee and way.zone.free_above:
        parts.append(_("free from %(amount)s", amount=till.frame.money(way.zone.free_above)))
    return _("Delivery to %(zone)s", zone=way.zone.name), " · ".join(
        parts if way.zone.minutes else parts[1:]
    )


def _fee(till: Till, way: Way) -> int:
    if way.zone is None:
        return 0
    free_above, subtotal = way.zone.free_above, till.quote.totals.subtotal
    return 0 if free_above is not None and subtotal >= free_above else way.zone.fee


def _days(till: Till) -> list[Day]:
    clock = till.frame.clock
    by_day = groupby(till.windows, key=lambda w: w.start.astimezone(clock.zone).date())
    return [
        Day(
            times.day(day, clock),
            [(w.start.isoformat(), times.hours(w.start, w.end, clock)) for w in windows],
        )
        for day, windows in by_day
    ]


def _notes(till: Till) -> list[str]:
    """What is true of the shop right now, before anybody types."""
    said = [
        say(problem.detail)
        for problem in till.quote.problems
        if not problem.pointer.startswith(_AT_THEIR_PLACE)
    ]
    if not till.ways and not said:
        said.append(_("This shop takes orders only at its tables. Scan the code on yours."))
    closed = _closed(till)
    return [*said, *([closed] if closed and not said else [])]


def _closed(till: Till) -> str:
    """That it is closed now, where orders are taken all the same."""
    clock, hours = till.frame.clock, till.frame.card.business.hours
    knows_hours = any(hours.weekly) or bool(hours.overrides)
    if not knows_hours or till.settings.when_closed is not WhenClosed.ALLOW:
        return ""
    return _until(hours, till) if not opening.status(hours, clock.zone, clock.now).open else ""


def _until(hours: Hours, till: Till) -> str:
    clock = till.frame.clock
    opens = opening.status(hours, clock.zone, clock.now).opens_at
    if opens is None:
        return ""
    when = times.at(opens, clock)
    return str(_("Closed now. You can order for the next opening: %(when)s.", when=when))
