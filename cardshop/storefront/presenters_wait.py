"""The pages of a waiting list, as frozen values in a customer's words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from flask_babel import gettext as _

from cardshop.booking.models import ServiceQuestion, WaitingEntry
from cardshop.lib import phones
from cardshop.storefront import book_frame, book_words, presenters_book_details
from cardshop.storefront.book_desk import Desk
from cardshop.storefront.book_frame import BookFrame, Contact
from cardshop.storefront.book_pages import Visit
from cardshop.storefront.forms_book import BookForm
from cardshop.storefront.forms_wait import WaitForm
from cardshop.storefront.presenters_book_details import Summary
from cardshop.storefront.wait_followed import Known
from cardshop.storefront.wait_words import Words, said
from cardshop.web.locales import counted as ngettext


@dataclass(frozen=True, slots=True)
class WaitPage:
    """Everything that the form of a waiting list says."""

    frame: BookFrame
    form: WaitForm
    summary: Summary
    path: str
    back: str
    day: str
    zone: str
    steps: list[str]
    has_staff: bool
    has_seats: bool
    is_known: bool
    contact: Contact

    @property
    def has_errors(self) -> bool:
        """Whether something must be typed again."""
        return bool(self.form.form_errors or any(field.errors for field in self.form))


@dataclass(frozen=True, slots=True)
class OfferPart:
    """A time that is held: when, whose clock, until when, and what has to be answered."""

    when: str
    zone: str
    when_there: str
    until: str
    form: BookForm
    questions: list[ServiceQuestion]
    needs_approval: bool
    rule: str


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """Everything that somebody's own page of a waiting list says. Most words may be empty."""

    frame: BookFrame
    path: str
    url: str
    words: Words
    stands: str
    day: str
    zone: str
    what: str
    facts: str
    who: str
    reach: str
    place: str
    hold: str
    offer: OfferPart | None
    is_queued: bool
    again: str
    contact: Contact

    @property
    def has_errors(self) -> bool:
        """Whether something must be typed again."""
        form = self.offer.form if self.offer else None
        return form is not None and bool(form.form_errors or any(f.errors for f in form))


def wait_page(visit: Visit, form: WaitForm, *, on: date, minutes: int, known: bool) -> WaitPage:
    """The form for a date; `known` instead of it for whoever stands in that queue already."""
    desk, locale = visit.desk, visit.desk.frame.locale
    return WaitPage(
        frame=desk.frame,
        form=form,
        summary=_summary(visit),
        path=f"{desk.path}/wait",
        back=visit.links.on(day=form.day.data or ""),
        day=book_words.day(on, locale),
        zone=book_words.in_zone(_zone(visit), locale),
        steps=_steps(desk, minutes),
        has_staff=len(desk.calendars) > 1,
        has_seats=desk.most_seats > 1,
        is_known=known,
        contact=_contact(desk.frame, desk.service.name, book_words.day(on, locale)),
    )


def waiting_page(known: Known, form: BookForm | None = None) -> WaitingPage:
    """The page of an entry now; `form` holds what is asked where a time is held."""
    entry, frame, locale = known.entry, known.frame, known.frame.locale
    day = book_words.day(entry.day, locale)
    return WaitingPage(
        frame=frame,
        path=known.path,
        url=known.url,
        words=said(known),
        stands=known.stands,
        day=day,
        zone=book_words.in_zone(known.list_zone.key, locale),
        what=known.service.name,
        facts=_facts(known),
        who=known.with_whom,
        reach=_reach(entry),
        place=_place(known),
        hold=book_words.length(known.minutes, locale),
        offer=_offer(known, form) if known.is_offered and form is not None else None,
        is_queued=known.is_waiting or known.is_offered,
        again=known.again,
        contact=_contact(frame, known.service.name, day),
    )


def _summary(visit: Visit) -> Summary:
    """What is waited for; with whom is chosen in the form, where there are several."""
    found = presenters_book_details.summary(visit.desk, visit.asked)
    return replace(found, who="") if len(visit.desk.calendars) > 1 else found


def _steps(desk: Desk, minutes: int) -> list[str]:
    hold = book_words.length(minutes, desk.frame.locale)
    name = desk.frame.name
    return [
        _("Leave your name and how %(name)s reaches you.", name=name),
        _("When a time becomes free and it is your turn, you get a link."),
        _("The time is held for you for %(length)s. After that the next one has it.", length=hold),
    ]


def _zone(visit: Visit) -> str:
    chosen = [one for one in visit.desk.calendars if one.id == visit.asked.calendar_id]
    return chosen[0].timezone if chosen else visit.desk.frame.business.timezone


def _offer(known: Known, form: BookForm) -> OfferPart:
    service, locale = known.service, known.frame.locale
    start, there = known.starts_at, known.list_zone
    differs = not known.is_here(start)
    return OfferPart(
        when=book_words.at(start, known.zone, locale),
        zone=book_words.in_zone(known.zone.key, locale),
        when_there=book_words.at(start, there, locale) if differs else "",
        until=known.held_until,
        form=form,
        questions=service.questions,
        needs_approval=service.requires_approval,
        rule=presenters_book_details.rule(service, locale),
    )


def _facts(known: Known) -> str:
    service, seats, locale = known.service, known.entry.seats, known.frame.locale
    places = ngettext("%(num)s place", "%(num)s places", seats) if seats > 1 else ""
    return book_words.facts(
        [
            book_words.length(service.duration_minutes, locale),
            book_words.price(service.price * seats, known.frame.currency, locale),
            places,
        ]
    )


def _reach(entry: WaitingEntry) -> str:
    return entry.customer_email or phones.show(entry.customer_phone)


def _place(known: Known) -> str:
    if not known.is_waiting:
        return ""
    if known.place == 1:
        return str(_("You are next in line."))
    return ngettext("%(num)s person before you.", "%(num)s people before you.", known.place - 1)


def _contact(frame: BookFrame, service: str, day: str) -> Contact:
    words = _("Hello, is there any time for %(service)s on %(day)s?", service=service, day=day)
    return book_frame.contact_of(frame, words)
