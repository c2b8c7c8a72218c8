"""What is said of an order in every message: what was ordered, when it is due."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cardshop.lib.dates import format_date, format_time
from cardshop.orders.models import Order, OrderLine
from cardshop.web.locales import number

# More are a list to read on the order's page.
MOST_LINES = 20


def items(order: Order, *, most: int = MOST_LINES) -> list[str]:
    """The lines, in the language that is spoken; of many the first, and how many more."""
    told = [_line(line) for line in order.lines[:most]]
    left = len(order.lines) - len(told)
    return [*told, str(_("and %(count)s more", count=number(left)))] if left else told


def due(order: Order, zone: str, locale: str) -> str:
    """When it is wanted, or at the earliest ready: a day and a time, or its window."""
    start = order.wanted_from or order.ready_at
    words: str = _(
        "%(day)s, %(times)s",
        day=format_date(start.astimezone(ZoneInfo(zone)).date(), locale, "day"),
        times="–".join(
            _clock(at, zone, locale)
            for at in (start, order.wanted_until if order.wanted_from else None)
            if at
        ),
    )
    return words


def _clock(at: datetime, zone: str, locale: str) -> str:
    return format_time(at.astimezone(ZoneInfo(zone)).time(), locale)


def _line(line: OrderLine) -> str:
    chosen = [option["value"] for option in line.options]
    chosen += [extra["name"] for extra in line.modifiers]
    what = f"{line.name} ({', '.join(chosen)})" if chosen else line.name
    return f"{number(line.quantity)} × {what}"
