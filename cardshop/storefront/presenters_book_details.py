"""The details of a booking before it is taken: what it is, what is asked, what was in the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from cardshop.booking.models import Place, Service, ServiceQuestion
from cardshop.lib import zones
from cardshop.storefront import book_words
from cardshop.storefront.book_asked import Asked, start_text
from cardshop.storefront.book_desk import Desk
from cardshop.storefront.book_frame import BookFrame
from cardshop.storefront.book_links import Links, address
from cardshop.storefront.forms_book import BookForm
from cardshop.web.locales import counted as ngettext


@dataclass(frozen=True, slots=True)
class Summary:
    """What is booked, in a few lines. Any of them may be empty but the name."""

    name: str
    facts: str
    description: str
    who: str
    place: str
    place_details: str


@dataclass(frozen=True, slots=True)
class Instead:
    """A start that is offered instead of one that is gone: its words and what its button sends."""

    words: str
    value: str


@dataclass(frozen=True, slots=True)
class DetailsPage:
    """Everything that the page of the details says."""

    frame: BookFrame
    form: BookForm
    questions: list[ServiceQuestion]
    summary: Summary
    path: str
    when: str
    when_there: str
    zone: str
    back: str
    gone: str
    instead: list[Instead]
    rule: str
    needs_approval: bool

    @property
    def has_errors(self) -> bool:
        """Whether something must be typed again."""
        return bool(self.form.form_errors or any(field.errors for field in self.form))


def details_page(
    desk: Desk,
    asked: Asked,
    links: Links,
    form: BookForm,
    *,
    start: datetime,
    nearest: Iterable[datetime] | None = None,
) -> DetailsPage:
    """The page for a start; `nearest` is given where that is gone."""
    locale, service, there = desk.frame.locale, desk.service, desk.place_zone
    differs = not zones.are_alike(asked.zone.key, there.key, start)
    when = book_words.at(start, asked.zone, locale)
    return DetailsPage(
        frame=desk.frame,
        form=form,
        questions=service.questions,
        summary=summary(desk, asked),
        path=address(f"{desk.path}/details", draft=desk.frame.draft),
        when=when,
        when_there=_there(start, desk) if differs else "",
        zone=book_words.in_zone(asked.zone.key, locale),
        back=links.on(day=start.astimezone(asked.zone).date().isoformat()),
        gone="" if nearest is None else _("%(when)s is not free any more.", when=when),
        instead=[
            Instead(book_words.at(one, asked.zone, locale), start_text(one))
            for one in nearest or ()
        ],
        rule=rule(service, locale),
        needs_approval=service.requires_approval,
    )


def summary(desk: Desk, asked: Asked) -> Summary:
    """What is booked, with whom and where."""
    service, frame, locale = desk.service, desk.frame, desk.frame.locale
    price = book_words.price(service.price * asked.seats, frame.currency, locale)
    seats = ngettext("%(num)s place", "%(num)s places", asked.seats) if asked.seats > 1 else ""
    length = book_words.length(service.duration_minutes, locale)
    return Summary(
        name=service.name,
        facts=book_words.facts([length, price, seats]),
        description=service.description,
        who=_who(desk, asked),
        place=book_words.place(service.place, frame.place),
        # The link of a video call is for those who booked.
        place_details=service.place_details if service.place is Place.BUSINESS else "",
    )


def rule(service: Service, locale: str) -> str:
    """Until when it may be moved and cancelled by link, before anybody books."""
    cutoff = max(service.cancel_cutoff_minutes, service.reschedule_cutoff_minutes)
    if not cutoff:
        return str(_("You can move or cancel it by link until it begins."))
    before = book_words.length(cutoff, locale)
    return str(_("You can move or cancel it by link until %(length)s before.", length=before))


def _there(start: datetime, desk: Desk) -> str:
    """The same instant by the clock of the place."""
    locale, zone = desk.frame.locale, desk.place_zone
    when = book_words.at(start, zone, locale)
    return str(_("%(when)s, %(zone)s", when=when, zone=book_words.in_zone(zone.key, locale)))


def _who(desk: Desk, asked: Asked) -> str:
    """With whom; empty where nobody gives it."""
    chosen = [one.name for one in desk.calendars if one.id == asked.calendar_id]
    if chosen or len(desk.calendars) == 1:
        return [*chosen, desk.calendars[0].name][0]
    return str(_("Anyone free first")) if desk.calendars else ""
