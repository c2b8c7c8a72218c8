"""`flask slots`: why a time can be booked, or cannot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

import click
from flask.cli import AppGroup

from cardshop.accounts import queries as accounts
from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.domain.bookable import Asked
from cardshop.booking.domain.explain import Rule, Verdict, explain
from cardshop.booking.domain.taking import LONGEST_PAGE
from cardshop.booking.models import Calendar, Service
from cardshop.db import db
from cardshop.lib import clock
from cardshop.lib.days import read_day
from cardshop.lib.errors import Invalid
from cardshop.lib.typed import LARGEST_KEY

Row = TypeVar("Row", Calendar, Service)

slots = AppGroup("slots", help="The times that can be booked.")

RULES = {
    Rule.NOTICE: "too soon: it is past, or within the minimum notice",
    Rule.HORIZON: "too far ahead: beyond the booking horizon",
    Rule.HOURS: "outside the hours, or it would end after them",
    Rule.SEATS: "no seat is left",
    Rule.BOOKING: "a booking is in the way",
    Rule.EXTERNAL: "blocked, or busy in another calendar",
    Rule.BUFFER: "no room for the time kept free before and after",
    Rule.CALENDAR_LIMIT: "the calendar has as many bookings that day as it takes",
    Rule.SERVICE_LIMIT: "the service has as many bookings that day as it takes",
    Rule.GRID: "off the grid of starts, as it lies around what is taken",
}


class Unusable(click.ClickException):
    """What was typed names nothing: one line, and 2 as for every wrong use."""

    exit_code = 2


@slots.command("explain")
@click.option("--calendar", "calendar_id", type=int, required=True, help="Whose times.")
@click.option("--service", "service_id", type=int, required=True, help="Of which service.")
@click.option("--from", "first", required=True, metavar="DATE", help="Like 2027-03-28.")
@click.option("--to", "last", required=True, metavar="DATE", help="The last date, included.")
def explain_starts(*, calendar_id: int, service_id: int, first: str, last: str) -> None:
    """The open starts with their seats, and for each closed start the rule that closed it.

    Times are those of the calendar's zone.
    """
    calendar = _found(Calendar, "calendar", calendar_id)
    service = _found(Service, "service", service_id)
    business = accounts.business(calendar.business_id)
    zone = ZoneInfo(calendar.timezone)
    verdicts = _judged(business, service, calendar, _days(first, last, zone))
    click.echo(f"{service.name} with {calendar.name}, times in {zone.key}")
    for line in (*_remarks(business, service), *_told(verdicts, zone)):
        click.echo(line)


def _judged(
    business: Business, service: Service, calendar: Calendar, asked: Asked
) -> list[Verdict]:
    at = clock.now()
    bookable = queries.bookable(business, service, asked, at=at)
    times = next((one for one in bookable.calendars if one.id == calendar.id), None)
    if times is None:
        raise Unusable(
            f"Calendar {calendar.id} is switched off or does not give service {service.id}."
        )
    return explain(bookable, times, asked, now=at)


def _found(kind: type[Row], name: str, key: int) -> Row:
    row = db.session.get(kind, key) if 0 < key <= LARGEST_KEY else None
    if row is None:
        raise Unusable(f"There is no {name} {key}.")
    return row


def _days(first: str, last: str, zone: ZoneInfo) -> Asked:
    days = []
    for option, typed in (("--from", first), ("--to", last)):
        try:
            days.append(read_day(typed))
        except Invalid as refusal:
            raise Unusable(f"{option}: {refusal.detail}") from refusal
    count = (days[1] - days[0]).days + 1
    if not 1 <= count <= LONGEST_PAGE:
        raise Unusable(f"--to: Choose 1 to {LONGEST_PAGE} dates, counted from --from.")
    return Asked.days(days[0], days[1], zone)


def _remarks(business: Business, service: Service) -> Iterator[str]:
    if not service.is_active:
        yield "Customers are offered none of these: the service is switched off."
    if not queries.settings_of(business.id).is_taking_bookings:
        yield "Customers are offered none of these: no bookings are taken at the moment."


def _told(verdicts: list[Verdict], zone: ZoneInfo) -> Iterator[str]:
    for verdict in verdicts:
        yield f"{_moment(verdict.start, zone)}  {_words(verdict, zone)}"
    opened = sum(verdict.closed_by is None for verdict in verdicts)
    yield f"{opened} open, {len(verdicts) - opened} closed"


def _words(verdict: Verdict, zone: ZoneInfo) -> str:
    if verdict.closed_by is None:
        return f"open    {verdict.seats} {'seat' if verdict.seats == 1 else 'seats'}"
    said = f"closed  {RULES[verdict.closed_by]}"
    if verdict.blocker:
        since, until = (_moment(moment, zone) for moment in verdict.blocker)
        day = _moment(verdict.start, zone)[:10]
        said += f" ({since.removeprefix(day).strip()} to {until.removeprefix(day).strip()})"
    return said


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    """With its offset, for the hours that a change of the clocks repeats."""
    return moment.astimezone(zone).isoformat(" ", "minutes")
