"""Forms that ask for orders: of which days, in which state, with which words."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField

from cardshop.lib.errors import Invalid
from cardshop.lib.text import printable
from cardshop.orders.domain import span
from cardshop.orders.domain.span import Span
from cardshop.orders.models import Fulfilment, OrderState
from cardshop.web.choices import choices
from cardshop.web.forms import Form, Says

_STATES = [
    ("", _l("Any state")),
    (OrderState.PLACED.value, _l("New")),
    (OrderState.ACCEPTED.value, _l("Making")),
    (OrderState.READY.value, _l("Ready")),
    (OrderState.COMPLETED.value, _l("Done")),
    (OrderState.CANCELLED.value, _l("Cancelled")),
    (OrderState.EXPIRED.value, _l("Expired")),
]
_WAYS = [
    ("", _l("Any way")),
    (Fulfilment.PICKUP.value, _l("Pickup")),
    (Fulfilment.DELIVERY.value, _l("Delivery")),
    (Fulfilment.DINE_IN.value, _l("At the table")),
]
LONGEST_SEARCH = 100


class SpanForm(Form):
    """A first and a last day. It is asked by GET and changes nothing, so it needs no token."""

    class Meta:
        """No token in addresses."""

        csrf = False

    since = StringField(_l("From"), [Says(span.day)])
    until = StringField(_l("To"), [Says(span.day)])

    def days(self, today: date) -> Span | None:
        """The days that are asked for; nothing with a fault, which is said beside its field."""
        if not self.validate():
            return None
        try:
            asked = span.span(self.first, self.last, today=today)
        except Invalid as refusal:
            self.refuse("until", refusal)
            return None
        self.since.data, self.until.data = asked.first.isoformat(), asked.last.isoformat()
        return asked

    @property
    def first(self) -> date | None:
        """The first day, if one was typed."""
        return span.day(self.since.data or "")

    @property
    def last(self) -> date | None:
        """The last day, if one was typed."""
        return span.day(self.until.data or "")


class SearchForm(SpanForm):
    """Which orders are looked for. What is none of the choices is not asked."""

    q = StringField(_l("Number, name or phone"))
    state = SelectField(_l("State"), choices=choices(_STATES), validate_choice=False)
    how = SelectField(_l("Pickup or delivery"), choices=choices(_WAYS), validate_choice=False)

    @property
    def words(self) -> str:
        """What was typed to look for."""
        return printable(self.q.data or "")[:LONGEST_SEARCH]

    @property
    def states(self) -> tuple[OrderState, ...]:
        """The state that was chosen, if any."""
        return tuple(state for state in OrderState if state.value == self.state.data)

    @property
    def way(self) -> Fulfilment | None:
        """The way that was chosen, if any."""
        return next((way for way in Fulfilment if way.value == self.how.data), None)
