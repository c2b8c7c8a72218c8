"""The form with which an owner offers a time to somebody on the waiting list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from flask_babel import lazy_gettext as _l
from wtforms import RadioField

from cardshop.booking.domain.intervals import instant
from cardshop.lib.typed import LARGEST_KEY
from cardshop.web.forms import Chosen, Form

# A start in epoch seconds and a calendar's key: `1796194800-12`.
Choice = tuple[str, str]
_LATEST = int(datetime(9000, 1, 1, tzinfo=UTC).timestamp())


class OfferForm(Form):
    """One of the free times."""

    time = RadioField(
        _l("Free times"), validators=[Chosen(_l("Choose a time"))], validate_choice=False
    )

    @classmethod
    def of(cls, choices: Sequence[Choice]) -> OfferForm:
        """The form with these times to choose from, the first one chosen."""
        form = cls()
        form.time.choices = list(choices)
        if form.time.data is None and choices and not form.is_submitted():
            form.time.data = choices[0][0]
        return form

    @property
    def wanted(self) -> tuple[datetime, int] | None:
        """The start and the calendar's key; nothing for words that are none."""
        start, _dash, calendar_id = (self.time.data or "").partition("-")
        if not _is_number(start, _LATEST) or not _is_number(calendar_id, LARGEST_KEY):
            return None
        return instant(int(start)), int(calendar_id)


def choice_value(start: datetime, calendar_id: int) -> str:
    """A time as the form sends it."""
    return f"{int(start.timestamp())}-{calendar_id}"


def _is_number(text: str, most: int) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 12 and int(text) <= most
