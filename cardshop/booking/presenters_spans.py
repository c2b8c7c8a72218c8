"""Stretches of time that selects offer, in the language of the screen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from cardshop.booking.domain.content import DAY, YEAR
from cardshop.lib.lengths import format_minutes
from cardshop.web.choices import choices
from cardshop.web.jinja import page_language
from cardshop.web.locales import counted

WEEK = 7 * DAY
# Minutes between starts, and before and after a visit.
STEPS = (5, 10, 15, 20, 30, 45, 60, 90, 120)
# Minutes before a start until which something can be done.
BEFORE = (30, 60, 120, 240, 720, DAY, 2 * DAY, 3 * DAY, WEEK)
HORIZONS = (7, 14, 30, 42, 60, 90, 180, 365)
REMINDERS = (WEEK, 2 * DAY, DAY, 240, 120, 60, 30)
APPROVALS = (60, 120, 240, 720, DAY, 2 * DAY, 3 * DAY, WEEK)
OFFERS = (10, 15, 20, 30, 45, 60, 120)


def span_words(minutes: int) -> str:
    """So many minutes in the greatest unit that fits: `2 weeks`, `1 day`, `90 min`."""
    if minutes and minutes % WEEK == 0:
        return counted("%(num)s week", "%(num)s weeks", minutes // WEEK)
    if minutes and minutes % DAY == 0:
        return counted("%(num)s day", "%(num)s days", minutes // DAY)
    return format_minutes(minutes, page_language())


def step_choices(kept: str | None) -> list[Any]:
    """From one start to the next."""
    return choices([("", _("Same as the length")), *_spans(STEPS, kept)])


def buffer_choices(kept: str | None) -> list[Any]:
    """Time around a visit."""
    return choices([("0", _("None")), *_spans(STEPS, kept)])


def notice_choices(kept: str | None) -> list[Any]:
    """The shortest time between booking and start."""
    pairs = [(str(m), _("%(time)s before", time=span_words(m))) for m in _with(BEFORE, kept)]
    return choices([("0", _("Until it starts")), *pairs])


def cutoff_choices(kept: str | None) -> list[Any]:
    """Until when a customer may cancel or move."""
    offered = [m for m in _with(BEFORE, kept) if m < YEAR]
    pairs = [(str(m), _("Until %(time)s before", time=span_words(m))) for m in offered]
    return choices([("0", _("Until it starts")), *pairs, (str(YEAR), _("Not online"))])


def horizon_choices(kept: str | None) -> list[Any]:
    """How far ahead one may book, in days."""
    pairs = [(str(d), span_words(d * DAY)) for d in _with(HORIZONS, kept)]
    is_today = kept == "0"
    return choices([("0", _("Today only")), *pairs] if is_today else pairs)


def reminder_choices(kept: Iterable[str]) -> list[Any]:
    """When customers are reminded."""
    offered = sorted({*REMINDERS, *(int(m) for m in kept if _is_span(m))}, reverse=True)
    return choices((str(m), _("%(time)s before", time=span_words(m))) for m in offered)


def span_choices(offered: Iterable[int], kept: str | None) -> list[Any]:
    """The stretches that are offered, and the one that is kept."""
    return choices(_spans(offered, kept))


def _spans(offered: Iterable[int], kept: str | None) -> list[tuple[str, str]]:
    return [(str(minutes), span_words(minutes)) for minutes in _with(offered, kept)]


def _with(offered: Iterable[int], kept: str | None) -> list[int]:
    """What the API or an older page set stays among the choices."""
    extra = {int(kept)} if kept and _is_span(kept) else set()
    return sorted({*offered, *extra} - {0})


def _is_span(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) <= 6
