"""The pages on which a customer moves or cancels a booking, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from cardshop.lib import zones
from cardshop.lib.errors import Refusal
from cardshop.storefront import book_words, presenters_book, presenters_booking
from cardshop.storefront.book_asked import Asked, start_text
from cardshop.storefront.book_board import Board
from cardshop.storefront.book_desk import Desk
from cardshop.storefront.book_frame import BookFrame, Contact
from cardshop.storefront.book_links import Links
from cardshop.storefront.forms_booking import CancelForm
from cardshop.storefront.presenters_book import Times
from cardshop.storefront.presenters_booking import Known
from cardshop.web.errors import say


@dataclass(frozen=True, slots=True)
class Present:
    """The booking as it is now, in two lines."""

    when: str
    what: str
    zone: str


@dataclass(frozen=True, slots=True)
class MovePage:
    """Other times for a booking."""

    frame: BookFrame
    path: str
    now: Present
    times: Times
    contact: Contact
    wait: str
    rule: str


@dataclass(frozen=True, slots=True)
class MovingPage:
    """The question whether a booking shall be at another time; `there` may be empty."""

    frame: BookFrame
    path: str
    now: Present
    when: str
    there: str
    who: str
    back: str
    hidden: dict[str, str]
    needs_approval: bool


@dataclass(frozen=True, slots=True)
class CancelPage:
    """The question whether a booking shall be cancelled."""

    frame: BookFrame
    path: str
    now: Present
    form: CancelForm
    rule: str
    move: str

    @property
    def has_errors(self) -> bool:
        """Whether something must be typed again."""
        return bool(self.form.form_errors or any(field.errors for field in self.form))


@dataclass(frozen=True, slots=True)
class LatePage:
    """Why a booking cannot be changed here, and whom to ask."""

    frame: BookFrame
    path: str
    now: Present
    sentence: str
    contact: Contact


def move_page(known: Known, board: Board, *, said: str = "") -> MovePage:
    """The page of the times that a booking may have instead."""
    cutoff = known.service.reschedule_cutoff_minutes if known.service else 0
    until = presenters_booking.until(known, cutoff)
    return MovePage(
        frame=known.frame,
        path=known.path,
        now=present(known),
        times=presenters_book.times(board, said=[said] if said else [], with_anyone=False),
        contact=presenters_booking.contact_of(known),
        wait="",
        rule=_("You can move it until %(when)s.", when=until),
    )


def moving_page(
    known: Known, desk: Desk, asked: Asked, links: Links, *, start: datetime, shown: str
) -> MovingPage:
    """The page that asks whether it shall be this start."""
    zone, there = asked.zone, desk.place_zone
    differs = not zones.are_alike(zone.key, there.key, start)
    names = [one.name for one in desk.calendars if one.id == asked.calendar_id]
    place = book_words.in_zone(there.key, known.locale)
    return MovingPage(
        frame=known.frame,
        path=known.path,
        now=present(known),
        when=book_words.at(start, zone, known.locale),
        there=_("%(when)s, %(zone)s", when=book_words.at(start, there, known.locale), zone=place)
        if differs
        else "",
        who=names[0] if names else "",
        back=links.on(day=start.astimezone(zone).date().isoformat()),
        hidden={**asked.kept, "start": start_text(start), "shown": shown},
        needs_approval=desk.service.requires_approval,
    )


def cancel_page(known: Known, form: CancelForm) -> CancelPage:
    """The page that asks whether it shall be cancelled."""
    until = presenters_booking.until(
        known, known.service.cancel_cutoff_minutes if known.service else 0
    )
    return CancelPage(
        frame=known.frame,
        path=known.path,
        now=present(known),
        form=form,
        rule=_("You can cancel until %(when)s. Your time goes to someone else.", when=until),
        move=f"{known.path}/move" if presenters_booking.moves(known) else "",
    )


def late_page(known: Known, refusal: Refusal) -> LatePage:
    """The page that says why not, and how to reach the business."""
    contact = presenters_booking.contact_of(known)
    return LatePage(known.frame, known.path, present(known), say(refusal.detail), contact)


def present(known: Known) -> Present:
    """The booking as it is now."""
    booking = known.booking
    when = book_words.between(booking.starts_at, booking.ends_at, known.zone, known.locale)
    zone = book_words.in_zone(known.zone.key, known.locale)
    return Present(when, presenters_booking.what(booking), zone)
