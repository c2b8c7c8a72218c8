"""The owner's waiting list: who waits for which day, how it stands, and what can be offered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask_babel import gettext as _

from cardshop.accounts.models import Business
from cardshop.booking.domain.slots import Slot
from cardshop.booking.forms_offer import Choice, choice_value
from cardshop.booking.messages import waiting as messages
from cardshop.booking.models import Calendar, Service, WaitingEntry, WaitingState
from cardshop.booking.presenters_diary_desk import Desk
from cardshop.lib import phones
from cardshop.web.locales import counted as ngettext


@dataclass(frozen=True, slots=True)
class Row:
    """One who waits. `chat` is a wa.me link with the words ready; it may be empty."""

    id: int
    name: str
    contact: str
    what: str
    state: str
    badge: str
    note: str
    chat: str
    phone: str
    is_queued: bool
    is_waiting: bool
    booking_id: int | None


@dataclass(frozen=True, slots=True)
class Day:
    """A date with those who wait for it, who came first first."""

    id: str
    words: str
    count: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Names:
    """What the services and calendars of a business are called, by key."""

    services: dict[int, str]
    calendars: dict[int, str]

    @classmethod
    def of(cls, services: Iterable[Service], calendars: Iterable[Calendar]) -> Names:
        """From the rows."""
        return cls({one.id: one.name for one in services}, {one.id: one.name for one in calendars})


def days(
    entries: Iterable[WaitingEntry], names: Names, business: Business, desk: Desk
) -> list[Day]:
    """Every date that somebody waits for, in order."""
    return [
        _day(day, [row(entry, names, business, desk) for entry in of_day], desk)
        for day, of_day in groupby(entries, key=lambda entry: entry.day)
    ]


def row(entry: WaitingEntry, names: Names, business: Business, desk: Desk) -> Row:
    """One who waits, in the words of the page."""
    service = names.services.get(entry.service_id, "")
    return Row(
        id=entry.id,
        name=entry.customer_name,
        contact=phones.show(entry.customer_phone) or entry.customer_email,
        what=_what(entry, service, names),
        state=_state(entry.state),
        badge=_BADGES[entry.state],
        note=_note(entry, desk),
        chat=_chat(entry, business, service, desk),
        phone=entry.customer_phone,
        is_queued=entry.state in (WaitingState.WAITING, WaitingState.OFFERED),
        is_waiting=entry.state is WaitingState.WAITING,
        booking_id=entry.booking_id,
    )


def choices(slots: Sequence[Slot], names: Names, desk: Desk) -> list[Choice]:
    """The free times of a day, one for each calendar that can take them."""
    several = len({key for slot in slots for key in slot.calendars}) > 1
    return [
        (choice_value(slot.start, key), _time(slot, names.calendars[key] if several else "", desk))
        for slot in slots
        for key in slot.calendars
    ]


_BADGES = {
    WaitingState.WAITING: "s-wait",
    WaitingState.OFFERED: "s-new",
    WaitingState.BOOKED: "s-ok",
    WaitingState.LEFT: "",
    WaitingState.LAPSED: "",
}


def _day(day: date, rows: list[Row], desk: Desk) -> Day:
    queued = sum(one.is_queued for one in rows)
    count = ngettext("%(num)s waits", "%(num)s wait", queued) if queued else ""
    return Day(f"day-{day}", desk.day_words(day), count, rows)


def _what(entry: WaitingEntry, service: str, names: Names) -> str:
    seats = ngettext("%(num)s place", "%(num)s places", entry.seats) if entry.seats > 1 else ""
    calendar = names.calendars.get(entry.calendar_id or 0, "")
    return " · ".join(part for part in (service, calendar, seats) if part)


def _state(state: WaitingState) -> str:
    return {
        WaitingState.WAITING: str(_("Waiting")),
        WaitingState.OFFERED: str(_("Offered")),
        WaitingState.BOOKED: str(_("Booked")),
        WaitingState.LEFT: str(_("Left the list")),
        WaitingState.LAPSED: str(_("Not taken up")),
    }[state]


def _note(entry: WaitingEntry, desk: Desk) -> str:
    """What is held for them, in the zone of the page."""
    if entry.offered_starts_at is None or entry.offer_until is None:
        return ""
    if entry.offer_until <= desk.now:
        return str(_("The time to answer is over."))
    start, until = desk.clock(entry.offered_starts_at), desk.clock(entry.offer_until)
    return str(_("%(time)s is held for them until %(until)s.", time=start, until=until))


def _chat(entry: WaitingEntry, business: Business, service: str, desk: Desk) -> str:
    if not entry.customer_phone:
        return ""
    return messages.whatsapp(entry, business, service=service, at=desk.now)


def _time(slot: Slot, calendar: str, desk: Desk) -> str:
    time = desk.span(slot.start, slot.end)
    return f"{time} · {calendar}" if calendar else time
