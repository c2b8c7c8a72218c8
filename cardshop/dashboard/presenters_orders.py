"""What the owner's home says of orders: how many are new, what today comes to, who waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _

from cardshop.accounts.models import Business
from cardshop.orders import queries
from cardshop.orders.models import Order, OrderState
from cardshop.orders.presenters_board import Slip, slip
from cardshop.orders.presenters_desk import Desk
from cardshop.orders.queries import DayTotal
from cardshop.orders.queries.pulse import pulse
from cardshop.web.locales import counted as ngettext
from cardshop.web.locales import number

WEEK = 7
MOST_WAITING = 6


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure with its words, and the page behind it."""

    words: str
    value: str
    note: str
    href: str


@dataclass(frozen=True, slots=True)
class Orders:
    """The figures, and the new orders that wait for an answer, the longest waiting first."""

    tiles: tuple[Tile, ...]
    waiting: tuple[Slip, ...]
    count: int


def orders(business: Business, desk: Desk) -> Orders | None:
    """The orders of today; nothing before the first one came. Six statements."""
    if not pulse(business.id).last_id:
        return None
    known = queries.board(business.id, since=desk.midnight)
    new = [o for o in known if o.state is OrderState.PLACED and o.sent_at is not None]
    return Orders(
        tiles=(_new(new, known, desk), _to_do(known), *_takings(business, desk)),
        waiting=tuple(slip(order, desk) for order in new[:MOST_WAITING]),
        count=len(new),
    )


def _new(new: Sequence[Order], known: Sequence[Order], desk: Desk) -> Tile:
    unsent = sum(order.state is OrderState.PLACED for order in known) - len(new)
    note = ngettext("%(num)s not sent yet", "%(num)s not sent yet", unsent) if unsent else ""
    worth = desk.money(sum(order.total for order in new)) if new else ""
    return Tile(str(_("New orders")), number(len(new)), note or worth, url_for("orders.board"))


def _to_do(known: Sequence[Order]) -> Tile:
    making = sum(order.state is OrderState.ACCEPTED for order in known)
    ready = sum(order.state is OrderState.READY for order in known)
    note = ngettext("%(num)s ready", "%(num)s ready", ready)
    return Tile(str(_("To make")), number(making), note, url_for("orders.kitchen"))


def _takings(business: Business, desk: Desk) -> tuple[Tile, Tile]:
    since = desk.begin(desk.today - timedelta(days=WEEK - 1))
    days = queries.day_totals(business.id, since, desk.begin(desk.today + timedelta(days=1)))
    today = [day for day in days if day.day == desk.today]
    return _sum(str(_("Today")), today, desk), _sum(str(_("Last 7 days")), days, desk)


def _sum(words: str, days: Sequence[DayTotal], desk: Desk) -> Tile:
    count = sum(day.orders for day in days)
    note = ngettext("%(num)s order", "%(num)s orders", count)
    total = desk.money(sum(day.total for day in days))
    return Tile(words, total, note, url_for("orders.totals"))
