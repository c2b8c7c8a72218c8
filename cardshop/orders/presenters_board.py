"""The board: open orders in columns by state, those of today that are done, the unsent apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _

from cardshop.orders.domain import states, waiting
from cardshop.orders.messages.whatsapp import table_word
from cardshop.orders.models import Fulfilment, Order, OrderState
from cardshop.orders.presenters_desk import (
    BADGES,
    ICONS,
    Desk,
    money_of,
    state_word,
    step_word,
    way,
)
from cardshop.web.locales import counted as ngettext
from cardshop.web.locales import number

MOST_ITEMS = 3
COLUMNS = (OrderState.PLACED, OrderState.ACCEPTED, OrderState.READY, OrderState.COMPLETED)
_ENDED = (OrderState.COMPLETED, OrderState.CANCELLED, OrderState.EXPIRED)


@dataclass(frozen=True, slots=True)
class Step:
    """A button: the state that it brings the order into, and its words."""

    state: str
    words: str


@dataclass(frozen=True, slots=True)
class Slip:
    """An order as the board shows it."""

    id: int
    number: int
    who: str
    phone: str
    total: str
    items: tuple[str, ...]
    more: str
    icon: str
    when: str
    age: str
    late: str
    note: str
    badge: str
    badge_word: str
    is_unsent: bool
    step: Step | None


@dataclass(frozen=True, slots=True)
class Column:
    """A state with its orders; the unsent ones are new, but nobody has written yet."""

    state: str
    name: str
    badge: str
    slips: tuple[Slip, ...]
    unsent: tuple[Slip, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What of the board is asked for: a phone's column, a day (`today`, `later`), a way."""

    column: OrderState = OrderState.PLACED
    day: str = ""
    how: Fulfilment | None = None

    def query(self, **changed: str) -> dict[str, Any]:
        """The words of the address that ask for this again, with some of them changed."""
        words = {
            "show": self.column.value,
            "day": self.day,
            "how": self.how.value if self.how else "",
        } | changed
        return {name: word for name, word in words.items() if word and word != "placed"}


def columns(orders: Sequence[Order], shown: Shown, desk: Desk) -> list[Column]:
    """The columns, the longest waiting first; of the done ones the last first."""
    chosen = [order for order in orders if _is_asked(order, shown, desk)]
    return [_column(state, chosen, desk) for state in COLUMNS]


def slip(order: Order, desk: Desk) -> Slip:
    """An order on the board."""
    is_ended = order.state in _ENDED
    return Slip(
        id=order.id,
        number=order.number,
        who=order.customer_name,
        phone=order.customer_phone,
        total=money_of(order).show(order.total, desk.money_locale),
        items=items(order)[:MOST_ITEMS],
        more=_more(order),
        icon=ICONS[order.fulfilment],
        when=when(order, desk),
        age=desk.clock(order.updated_at) if is_ended else desk.age(order.placed_at),
        late=late(order, desk),
        note=order.note,
        badge=BADGES[order.state],
        badge_word=state_word(order.state),
        is_unsent=is_unsent(order),
        step=step(order),
    )


def step(order: Order) -> Step | None:
    """What comes next, if anything does."""
    following = states.next_step(order.state.value)
    if following is None:
        return None
    return Step(following, step_word(OrderState(following), order.fulfilment))


def items(order: Order) -> tuple[str, ...]:
    """Each line with how many of it."""
    return tuple(f"{number(line.quantity)}\u00a0× {line.name}" for line in order.lines)


def due(order: Order) -> datetime:
    """When the customer was told to have it."""
    return order.wanted_from or order.ready_at


def when(order: Order, desk: Desk) -> str:
    """How and when the customer gets it: `Pickup 16:30`, `Kilimani 16:30`, `Table 4`."""
    place = order.zone_name or table_word(order.table_name) or way(order.fulfilment)
    if order.state in _ENDED:
        return place
    if order.wanted_from is None and order.state is OrderState.PLACED:
        return str(_("%(way)s, as soon as ready", way=place))
    if order.wanted_from is None and order.state is OrderState.READY:
        return place
    return f"{place} {desk.moment(due(order))}"


def late(order: Order, desk: Desk) -> str:
    """The flag of an order that waits too long, or nothing."""
    is_new = order.state is OrderState.PLACED and order.sent_at is not None
    is_made = order.state is OrderState.ACCEPTED
    passed = waiting.overdue(
        since=order.sent_at if is_new else None,
        due=due(order) if is_made else None,
        now=desk.now,
    )
    if passed is None:
        return ""
    return _waiting(passed) if is_new else _behind(passed)


def is_unsent(order: Order) -> bool:
    """Whether the customer has not said yet that the message was sent."""
    return order.state is OrderState.PLACED and order.sent_at is None


def waiting_ids(orders: Iterable[Order]) -> list[int]:
    """The new orders that wait for an answer."""
    return [o.id for o in orders if o.state is OrderState.PLACED and not is_unsent(o)]


def _column(state: OrderState, orders: Sequence[Order], desk: Desk) -> Column:
    of_state = _ENDED if state is OrderState.COMPLETED else (state,)
    inside = [order for order in orders if order.state in of_state]
    if state is OrderState.COMPLETED:
        inside.sort(key=lambda order: order.updated_at, reverse=True)
    elif state is not OrderState.PLACED:
        inside.sort(key=due)
    return Column(
        state=state.value,
        name=state_word(state),
        badge=BADGES[state],
        slips=tuple(slip(order, desk) for order in inside if not is_unsent(order)),
        unsent=tuple(slip(order, desk) for order in inside if is_unsent(order)),
    )


def _is_asked(order: Order, shown: Shown, desk: Desk) -> bool:
    is_later = desk.day(due(order)) > desk.today
    if shown.day and order.state not in _ENDED and is_later != (shown.day == "later"):
        return False
    return shown.how is None or order.fulfilment is shown.how


def _more(order: Order) -> str:
    left = len(order.lines) - MOST_ITEMS
    return ngettext("%(num)s more", "%(num)s more", left) if left > 0 else ""


def _waiting(passed: timedelta) -> str:
    minutes = passed // timedelta(minutes=1)
    if minutes < 60:
        return ngettext("Waiting %(num)s minute", "Waiting %(num)s minutes", minutes)
    if minutes < 24 * 60:
        return ngettext("Waiting %(num)s hour", "Waiting %(num)s hours", minutes // 60)
    return ngettext("Waiting %(num)s day", "Waiting %(num)s days", passed.days)


def _behind(passed: timedelta) -> str:
    minutes = passed // timedelta(minutes=1)
    if minutes < 60:
        return ngettext("%(num)s minute late", "%(num)s minutes late", minutes)
    if minutes < 24 * 60:
        return ngettext("%(num)s hour late", "%(num)s hours late", minutes // 60)
    return ngettext("%(num)s day late", "%(num)s days late", passed.days)
