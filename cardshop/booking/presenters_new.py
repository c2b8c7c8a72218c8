"""What the form of a new booking offers, and what is said once it was sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from flask_babel import gettext as _

from cardshop.booking.models import Service
from cardshop.booking.operations import Series
from cardshop.booking.presenters_diary_desk import Desk
from cardshop.lib.lengths import format_minutes
from cardshop.web.jinja import page_language
from cardshop.web.locales import counted as ngettext

_QUARTER = timedelta(minutes=15)
_MOST_NAMED = 12


def service_choices(services: Sequence[Service]) -> dict[int, str]:
    """By service, how long it takes, in words."""
    language = page_language()
    return {one.id: format_minutes(one.duration_minutes, language) for one in services}


def next_start(now: datetime) -> datetime:
    """The quarter of an hour that comes next."""
    begun = now.replace(minute=now.minute - now.minute % 15, second=0, microsecond=0)
    return begun + _QUARTER


def refused_words(series: Series, desk: Desk) -> Iterator[tuple[str, str]]:
    """Sentences with their kind: how many were booked, and which dates were taken."""
    yield (
        ngettext("%(num)s appointment booked.", "%(num)s appointments booked.", len(series.made)),
        "message",
    )
    if series.refused:
        named = [desk.stamp(start) for start in series.refused[:_MOST_NAMED]]
        rest = len(series.refused) - len(named)
        more = [ngettext("%(num)s more", "%(num)s more", rest)] if rest else []
        yield (
            str(_("Not booked, for it is taken: %(dates)s", dates="; ".join([*named, *more]))),
            ("warning"),
        )
