"""Orders as books want them: totals by day, and a file of every order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from cardshop.catalogue.domain.csv_files.values import guarded
from cardshop.catalogue.domain.csv_files.writing import written
from cardshop.lib.money import Currency
from cardshop.orders.models import Order, OrderLine, OrderState
from cardshop.orders.presenters_desk import Desk, money_of
from cardshop.orders.queries import DayTotal

# The names are for spreadsheets and programs, so they are the same in every language.
COLUMNS = (
    *("row", "day", "time", "number", "state", "orders"),
    *("currency", "subtotal", "discount", "delivery_fee", "tax", "total"),
    *("customer", "phone", "email", "fulfilment", "zone", "address", "landmark", "table"),
    *("wanted_from", "wanted_until", "items", "note", "coupon"),
)
_AMOUNTS = ("subtotal", "discount", "delivery_fee", "tax", "total")
_FALLEN = (OrderState.CANCELLED, OrderState.EXPIRED)


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day with the number of its orders and what they come to."""

    day: str
    iso: str
    orders: int
    total: str


def day_rows(days: Sequence[DayTotal], desk: Desk) -> list[DayRow]:
    """The days, the last first."""
    return [
        DayRow(desk.date(day.day), day.day.isoformat(), day.orders, desk.money(day.total))
        for day in reversed(days)
    ]


def summed(days: Sequence[DayTotal], desk: Desk) -> tuple[int, str]:
    """All the days together: orders, and what they come to."""
    return sum(day.orders for day in days), desk.money(sum(day.total for day in days))


def csv_of(orders: Iterable[Order], desk: Desk) -> Iterator[str]:
    """The lines of the file. Days and times are those of the business's zone.

    Amounts are plain decimals. Cancelled and expired orders are listed, and left out of the totals.
    """
    return written(_rows(orders, desk))


def _rows(orders: Iterable[Order], desk: Desk) -> Iterator[Sequence[str]]:
    yield COLUMNS
    for day, placed in groupby(orders, key=lambda order: desk.day(order.placed_at)):
        of_day = list(placed)
        yield from (_row(_of_order(order, desk)) for order in of_day)
        yield from _totals(day, [order for order in of_day if order.state not in _FALLEN])


def _totals(day: date, orders: Sequence[Order]) -> Iterator[Sequence[str]]:
    """One row; two only on the day on which the shop changed its currency."""
    currencies = sorted({(o.currency, o.currency_exponent) for o in orders})
    for code, exponent in currencies:
        currency = Currency(code, exponent)
        same = [order for order in orders if order.currency == code]
        yield _row(
            {
                "row": "day total",
                "day": day.isoformat(),
                "orders": str(len(same)),
                "currency": code,
            }
            | {a: currency.plain(sum(getattr(o, a) for o in same)) for a in _AMOUNTS}
        )


def _of_order(order: Order, desk: Desk) -> dict[str, str]:
    placed = order.placed_at.astimezone(desk.zone)
    return {
        "row": "order",
        "day": placed.date().isoformat(),
        "time": f"{placed:%H:%M}",
        "number": str(order.number),
        "state": order.state.value,
        "orders": "0" if order.state in _FALLEN else "1",
        "currency": order.currency,
        **{name: money_of(order).plain(getattr(order, name)) for name in _AMOUNTS},
        **_of_customer(order),
        "wanted_from": _local(order.wanted_from, desk),
        "wanted_until": _local(order.wanted_until, desk),
        "items": "; ".join(map(_item, order.lines)),
        "note": order.note,
        "coupon": order.coupon_code,
    }


def _of_customer(order: Order) -> dict[str, str]:
    return {
        "customer": order.customer_name,
        "phone": order.customer_phone,
        "email": order.customer_email,
        "fulfilment": order.fulfilment.value,
        "zone": order.zone_name,
        "address": order.address,
        "landmark": order.landmark,
        "table": order.table_name,
    }


def _item(line: OrderLine) -> str:
    chosen = [str(option["value"]) for option in line.options]
    chosen += [str(extra["name"]) for extra in line.modifiers]
    return f"{line.quantity} x {line.name}" + (f" ({', '.join(chosen)})" if chosen else "")


def _local(instant: datetime | None, desk: Desk) -> str:
    return f"{instant.astimezone(desk.zone):%Y-%m-%d %H:%M}" if instant else ""


def _row(cells: dict[str, str]) -> Sequence[str]:
    return [guarded(cells.get(name, "")) for name in COLUMNS]
