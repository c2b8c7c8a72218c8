"""Forms of who is told what, in which words, and when."""

from __future__ import annotations

from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.widgets import TimeInput

from cardshop.lib import counts
from cardshop.lib.errors import FieldError, FieldErrors, Invalid
from cardshop.lib.validation import parse
from cardshop.notifications.domain import texts
from cardshop.notifications.domain.events import Event
from cardshop.notifications.domain.texts import Words
from cardshop.notifications.domain.timing import TimingChanges, wall_of
from cardshop.notifications.models import MessageText, MessagingSettings
from cardshop.web.forms import Form

_TIMES = ("quiet_from", "quiet_until", "summary_at")
_SWITCHES = ("falls_back_to_sms", "falls_back_to_email")
# Never quiet is equal hours; shown when they are switched on again.
_USUAL = ("21:00", "08:00")


class MatrixForm(Form):
    """Only the token: the switches are read from what was sent."""


class TextForm(Form):
    """The business's own words of an event."""

    short = TextAreaField(_l("Short message"))
    subject = StringField(_l("Subject of the email"))
    letter = TextAreaField(_l("Email"))

    @classmethod
    def of(cls, kept: MessageText | None, built_in: str) -> Self:
        """The form as the words are kept; the short ones as they are built in."""
        own = kept or MessageText(short="", subject="", letter="")
        return cls(
            data={
                "short": own.short or built_in,
                "subject": own.subject,
                "letter": own.letter,
            }
        )

    def words(self, event: Event, built_in: str) -> Words:
        """What was typed; built-in words are not kept as own ones. Raises FieldErrors."""
        typed = {name: self[name].data or "" for name in texts.LONGEST}
        words = texts.check(event, typed)
        if words.short == built_in:
            return Words("", words.subject, words.letter)
        return words


class TimesForm(Form):
    """When messages go out."""

    is_quiet = BooleanField(_l("Quiet hours"))
    quiet_from = StringField(_l("From"), widget=TimeInput())
    quiet_until = StringField(_l("Until"), widget=TimeInput())
    summary_at = StringField(_l("Summary of the day at"), widget=TimeInput())
    follow_up_hours = StringField(_l("Thanks after a visit, hours later"))
    falls_back_to_sms = BooleanField(_l("Try SMS"))
    falls_back_to_email = BooleanField(_l("Then try email"))

    @classmethod
    def of(cls, kept: MessagingSettings) -> Self:
        """The form as it was sent, or as the settings are."""
        is_quiet = kept.quiet_from != kept.quiet_until
        hours = (kept.quiet_from, kept.quiet_until) if is_quiet else _USUAL
        return cls(
            data={name: getattr(kept, name) for name in _SWITCHES}
            | {
                "is_quiet": is_quiet,
                "quiet_from": hours[0],
                "quiet_until": hours[1],
                "summary_at": wall_of(kept.summary_minute),
                "follow_up_hours": str(max(1, kept.follow_up_minutes // 60)),
            }
        )

    def changes(self) -> TimingChanges:
        """What was chosen. Raises FieldErrors."""
        sent: dict[str, Any] = {name: bool(self[name].data) for name in _SWITCHES}
        sent |= {name: self[name].data or "" for name in _TIMES}
        if not self.is_quiet.data:
            sent |= {"quiet_from": "00:00", "quiet_until": "00:00"}
        sent["follow_up_hours"] = _whole(self.follow_up_hours.data or "")
        return parse(TimingChanges, sent)


class HoursNeeded(Invalid):
    """Enter a whole number of hours, like 24."""


def _whole(typed: str) -> int:
    try:
        number = counts.whole(typed)
    except counts.NumberInvalid:
        number = None
    if number is None:
        raise FieldErrors([FieldError("/follow_up_hours", HoursNeeded().detail)])
    return number
