"""The parts of the service form that are folded away: what each says now, and which stand open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from cardshop.web.forms import summary
from cardshop.web.locales import counted, with_commas

if TYPE_CHECKING:
    from cardshop.booking.forms_service import ServiceForm

# The fields in each part.
FOLDS: Mapping[str, tuple[str, ...]] = {
    "about": ("description", "place", "place_details", "slug"),
    "giving": ("calendar_ids",),
    "times": (
        *("slot_alignment", "slot_interval_minutes"),
        *("buffer_before_minutes", "buffer_after_minutes"),
    ),
    "when": (
        *("minimum_notice_minutes", "horizon_days"),
        *("cancel_cutoff_minutes", "reschedule_cutoff_minutes"),
    ),
    "seats": ("capacity", "daily_limit", "person_limit", "requires_approval"),
    "reminders": ("reminder_offsets",),
    "questions": ("questions",),
}


def opened(form: ServiceForm, act: str = "") -> set[str]:
    """The parts to show open: those with a fault, and the one whose button was pressed."""
    # Of a row it is the id of its field, such as `questions-0-label`.
    faulty = {at.partition("-")[0] for at, _sentence in summary(form)}
    within = {name for name, fields in FOLDS.items() if faulty.intersection(fields)}
    return within | ({act.partition(":")[0]} & FOLDS.keys())


def said(form: ServiceForm) -> dict[str, str]:
    """In a few words, what each part holds as it is filled in."""
    return {
        "about": _chosen(form.place),
        "giving": _chosen(form.calendar_ids) or str(_("Nobody yet")),
        "times": _times(form),
        "when": _("%(time)s ahead", time=_chosen(form.horizon_days)),
        "seats": _seats(form),
        "reminders": _chosen(form.reminder_offsets) or str(_("None")),
        "questions": _questions(form),
    }


def _times(form: ServiceForm) -> str:
    before, after = form.buffer_before_minutes, form.buffer_after_minutes
    parts = [_chosen(form.slot_alignment)]
    if before.data not in (None, "", "0"):
        parts.append(_("%(time)s before", time=_chosen(before)))
    if after.data not in (None, "", "0"):
        parts.append(_("%(time)s after", time=_chosen(after)))
    return " · ".join(parts)


def _seats(form: ServiceForm) -> str:
    typed = (form.capacity.data or "").strip()
    seats = int(typed) if typed.isdecimal() and len(typed) < 5 else 1
    approval = _("After your approval") if form.requires_approval.data else _("Confirmed at once")
    return " · ".join([counted("%(num)s seat", "%(num)s seats", seats), str(approval)])


def _questions(form: ServiceForm) -> str:
    count = len(form.questions.entries)
    return counted("%(num)s question", "%(num)s questions", count) if count else str(_("None"))


def _chosen(field: Any) -> str:
    """The words of what is chosen."""
    return with_commas(str(option.label) for option in field.iter_choices() if option.selected)
