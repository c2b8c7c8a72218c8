"""What people are written about bookings, when, and what goes into their calendars."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from cardshop.booking.models import BookingState, Happening, Place
from cardshop.db import transaction
from tests.booking.telling import entry, kinds, outbox, told
from tests.support import salons
from tests.support.factories import NOW, Owner
from tests.support.salons import SOON

PENDING, CONFIRMED, CANCELLED = (
    BookingState.PENDING,
    BookingState.CONFIRMED,
    BookingState.CANCELLED,
)
AMINA = "amina@golden-crumb.example"


def test_a_confirmed_booking_comes_with_an_invitation(owner: Owner) -> None:
    booking = salons.booking(owner.business)

    letter = told(booking, actor=AMINA)[0]

    event = entry(letter)
    assert letter.recipient == "wanjiru@example.com"
    assert letter.content["subject"] == "Confirmed: Haircut, Wed, 2 Dec, 10:00"
    assert letter.content["calendar_method"] == "REQUEST"
    assert (event["UID"], event["SEQUENCE"]) == (f"{booking.ics_uid}@localhost", 0)
    assert event["STATUS"] == "CONFIRMED"
    assert event["DTSTART"].dt == SOON
    assert event["SUMMARY"] == f"Haircut – {owner.business.name}"
    assert event["ATTENDEE"] == "mailto:wanjiru@example.com"
    assert str(event["ORGANIZER"]).startswith("mailto:")
    assert event["URL"] == f"http://localhost/b/{booking.token}"


def test_the_letter_says_all_of_the_booking(owner: Owner) -> None:
    answers = [{"question_id": 1, "label": "First visit?", "kind": "checkbox", "value": True}]
    booking = salons.booking(owner.business, seats=1, answers=answers, note="Short, as always.")

    text = told(booking, actor=AMINA)[0].content["text"]

    assert text == (
        f"Hello Wanjiru Mwangi, your booking with {owner.business.name} is confirmed.\n\n"
        "Haircut\nWednesday, 2 December 2026, 10:00 to 10:30 (Nairobi time)\nWith: Amina\n"
        f"Where: {owner.business.name}\nPrice: Ksh\xa01,500\nFirst visit? Yes\nShort, as always."
        f"\n\nSee, move or cancel it here:\nhttp://localhost/b/{booking.token}"
    )


def test_a_request_is_no_entry_in_a_calendar_yet(owner: Owner) -> None:
    booking = salons.booking(owner.business, state=PENDING, hold_until=NOW + timedelta(days=1))

    customers, owners = told(booking)

    assert customers.content["subject"] == "Requested: Haircut, Wed, 2 Dec, 10:00"
    assert (
        "at most until Wednesday, 25 November 2026, 12:00 (Nairobi time)"
        in (customers.content["text"])
    )
    assert "calendar" not in customers.content
    assert (owners.kind, owners.recipient) == ("booking-request", owner.account.email)
    assert f"Answer here:\nhttp://localhost/app/bookings/{booking.id}" in owners.content["text"]


def test_an_approval_invites(owner: Owner) -> None:
    booking = salons.booking(owner.business, state=PENDING)

    [letter] = told(booking, Happening.APPROVED, CONFIRMED, actor=AMINA)

    assert letter.kind == "booking-confirmed"
    assert (entry(letter)["STATUS"], entry(letter)["SEQUENCE"]) == ("CONFIRMED", 1)


def test_a_move_says_where_it_was_and_raises_the_number(owner: Owner) -> None:
    booking = salons.booking(owner.business)
    later = SOON + timedelta(hours=2)

    customers, owners = told(booking, Happening.MOVED, starts_at=later, note="Bus is late")

    assert customers.content["subject"] == "Moved: Haircut, now Wed, 2 Dec, 12:00"
    assert "It was: Wednesday, 2 December 2026, 10:00 (Nairobi time)." in customers.content["text"]
    assert (entry(customers)["DTSTART"].dt, entry(customers)["SEQUENCE"]) == (later, 1)
    assert owners.kind == "booking-moved-by-customer"
    assert "It was: Wednesday, 2 December 2026, 10:00" in owners.content["text"]
    assert "Note: Bus is late" in owners.content["text"]


def test_another_calendar_alone_is_a_change_not_a_move(owner: Owner) -> None:
    booking = salons.booking(owner.business)

    [letter] = told(booking, Happening.MOVED, actor=AMINA, calendar_name="Otieno")

    assert "has changed" in letter.content["text"]
    assert "With: Otieno" in letter.content["text"]


def test_a_cancellation_takes_the_entry_away(owner: Owner) -> None:
    booking = salons.booking(owner.business)

    customers, owners = told(booking, Happening.CANCELLED, CANCELLED, note="I am ill")

    event = entry(customers)
    assert customers.content["calendar_method"] == "CANCEL"
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    assert event["UID"] == f"{booking.ics_uid}@localhost"
    assert "See, move" not in customers.content["text"]
    assert owners.content["subject"] == "Cancelled: Haircut, Wed, 2 Dec, 10:00"
    assert "Note: I am ill" in owners.content["text"]


@pytest.mark.parametrize(
    ("happening", "state"),
    [
        (Happening.DECLINED, BookingState.DECLINED),
        (Happening.EXPIRED, BookingState.EXPIRED),
        (Happening.CANCELLED, CANCELLED),
    ],
)
def test_what_was_never_confirmed_is_in_no_calendar(
    owner: Owner, happening: Happening, state: BookingState
) -> None:
    booking = salons.booking(owner.business, state=PENDING)

    [letter] = told(booking, happening, state, actor="system", note="We are full")

    assert letter.kind == f"booking-{state.value}"
    assert "Note: We are full" in letter.content["text"]
    assert "calendar" not in letter.content


def test_a_moved_booking_that_is_declined_then_leaves_the_calendar(owner: Owner) -> None:
    booking = salons.booking(owner.business)
    moved = told(booking, Happening.MOVED, PENDING, hold_until=SOON, starts_at=SOON)[0]

    [declined] = told(booking, Happening.DECLINED, BookingState.DECLINED, actor=AMINA)

    assert entry(moved)["STATUS"] == "TENTATIVE"
    assert (declined.content["calendar_method"], entry(declined)["SEQUENCE"]) == ("CANCEL", 2)


@pytest.mark.parametrize(
    "happening", [Happening.COMPLETED, Happening.NO_SHOW], ids=["completed", "no show"]
)
def test_nobody_is_written_after_the_visit(owner: Owner, happening: Happening) -> None:
    assert told(salons.booking(owner.business), happening, actor=AMINA) == []


def test_without_an_address_only_the_owners_are_written(owner: Owner) -> None:
    booking = salons.booking(owner.business, customer_email="", email_key="")

    [letter] = told(booking)

    assert (letter.kind, letter.recipient) == ("new-booking", owner.account.email)
    assert "Wanjiru Mwangi booked:" in letter.content["text"]
    assert "Phone: +254711000111" in letter.content["text"]


def test_times_are_the_customers_with_the_calendars_beside_them(owner: Owner) -> None:
    booking = salons.booking(owner.business, customer_timezone="America/New_York")

    customers, owners = told(booking)

    assert customers.content["subject"] == "Confirmed: Haircut, Wed, 2 Dec, 02:00"
    assert (
        "Wednesday, 2 December 2026, 02:00 to 02:30 (New York time)\n"
        "Wednesday, 2 December 2026, 10:00 to 10:30 (Nairobi time)\n"
    ) in customers.content["text"]
    assert "New York" not in owners.content["text"]


def test_zones_whose_clocks_agree_are_said_once(owner: Owner) -> None:
    booking = salons.booking(owner.business, customer_timezone="Europe/Istanbul")

    assert "Nairobi" not in told(booking)[0].content["text"]


def test_everybody_is_written_in_their_own_language(owner: Owner) -> None:
    with transaction() as session:
        session.merge(owner.account).locale = "es"
    booking = salons.booking(owner.business, locale="fa", customer_timezone="Asia/Tehran")

    customers, owners = told(booking)

    assert "۱۰:۳۰" in customers.content["subject"]
    assert "آذر" in customers.content["text"]
    assert "miércoles" in owners.content["text"]


@pytest.mark.parametrize(
    ("place", "details", "words"),
    [
        (Place.BUSINESS, "Room 2", "Where: Room 2, Golden Crumb"),
        (Place.CUSTOMER, "", "Where: At the customer's place"),
        (Place.PHONE, "", "Where: By phone"),
        (Place.VIDEO, "https://meet.example/x", "Where: https://meet.example/x"),
    ],
)
def test_the_place_is_said(owner: Owner, place: Place, details: str, words: str) -> None:
    booking = salons.booking(owner.business, place=place, place_details=details)

    assert words in told(booking)[0].content["text"]


def test_nothing_is_told_twice(owner: Owner) -> None:
    booking = salons.booking(owner.business)

    assert len(told(booking)) == 2
    assert told(booking) == []


def test_each_move_is_told_even_back_to_the_same_time(owner: Owner) -> None:
    booking = salons.booking(owner.business)

    for hours in (1, 0, 1):
        told(booking, Happening.MOVED, starts_at=SOON + timedelta(hours=hours), actor=AMINA)

    assert kinds() == ["booking-moved"] * 3


def test_a_name_with_line_ends_is_one_subject(owner: Owner) -> None:
    service = salons.service(owner.business, "Cut\u2028and\x85colour")

    told(salons.booking(owner.business, service))

    assert [message.content["subject"] for message in outbox()] == [
        "Confirmed: Cut and colour, Wed, 2 Dec, 10:00",
        "New booking: Cut and colour, Wed, 2 Dec, 10:00",
    ]


def test_nobody_with_an_unproved_address_is_told(owner: Owner, app: Flask) -> None:
    with transaction() as session:
        session.merge(owner.account).email_verified_at = None

    told(salons.booking(owner.business))

    assert kinds() == ["booking-confirmed"]
