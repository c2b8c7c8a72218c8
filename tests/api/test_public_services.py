"""What everyone may book, as customers' programs read it."""

from __future__ import annotations

from flask import Flask

from cardshop.booking.models import Place
from cardshop.cards import operations as cards
from cardshop.cards import queries
from cardshop.db import db, transaction
from tests.api.conftest import pointers
from tests.api.desk import Desk
from tests.orders.looking import statements
from tests.support import factories, salons


def test_a_service_is_listed_with_who_gives_it(desk: Desk, owner: factories.Owner) -> None:
    haircut = salons.service(owner.business, slug="haircut")
    asked = salons.question(haircut, kind="choice", choices=["Yes", "No"])
    amina = salons.calendar(owner.business, haircut)
    salons.calendar(owner.business, haircut, name="Otieno", is_active=False)

    [told] = desk.services().get_json()["items"]

    assert (told["name"], told["price"], told["currency"]) == ("Haircut", 150000, "KES")
    assert told["calendars"] == [{"id": amina.id, "name": "Amina"}]
    assert told["calendar_ids"] == [amina.id]
    assert [question["id"] for question in told["questions"]] == [asked.id]
    assert told["url"] == f"http://localhost/{desk.card.slug}/book/haircut"


def test_only_what_can_be_booked_is_listed(desk: Desk, owner: factories.Owner) -> None:
    salons.service(owner.business, "Given by nobody")
    salons.calendar(owner.business, salons.service(owner.business, "Off", is_active=False))
    elsewhere = factories.owner().business
    salons.calendar(elsewhere, salons.service(elsewhere, "Elsewhere"))
    amina = salons.calendar(owner.business, salons.service(owner.business, "Haircut"))

    def names() -> list[str]:
        return [one["name"] for one in desk.services().get_json()["items"]]

    assert names() == ["Haircut"]
    with transaction():
        db.session.merge(amina).is_active = False
    assert names() == []


def test_while_no_bookings_are_taken_there_is_nothing(desk: Desk, owner: factories.Owner) -> None:
    salons.calendar(owner.business, salons.service(owner.business))
    salons.settings(owner.business, is_taking_bookings=False)

    assert desk.services().get_json() == {"items": [], "next": None}


def test_the_link_of_a_video_call_is_for_guests(desk: Desk, owner: factories.Owner) -> None:
    call = salons.service(owner.business, place=Place.VIDEO, place_details="https://meet.example/a")
    room = salons.service(owner.business, place_details="Room 4")
    salons.calendar(owner.business, call, room)

    told = desk.services().get_json()["items"]

    assert [one["place_details"] for one in told] == ["", "Room 4"]


def test_they_come_in_the_owners_order_in_pages(desk: Desk, owner: factories.Owner) -> None:
    last, first, also = (salons.service(owner.business, position=n) for n in (9, 1, 9))
    salons.calendar(owner.business, last, first, also)

    page = desk.services("?limit=2").get_json()
    rest = desk.services(f"?limit=2&after={page['next']}").get_json()

    shown = [one["id"] for one in page["items"] + rest["items"]]
    assert (shown, rest["next"]) == ([first.id, last.id, also.id], None)
    for cursor in ("x", "azc", "cDFrOTk5OTk5OTk5OQ"):
        assert pointers(desk.services(f"?after={cursor}")) == ["/after"]


def test_an_old_address_leads_to_the_present_one(desk: Desk, owner: factories.Owner) -> None:
    old = desk.path
    with transaction():
        held = queries.card_of(owner.business.id, desk.card.id, for_change=True)
        cards.rename(held, "present-address", at=factories.NOW)

    answer = desk.client.get(f"{old}/services?limit=3")

    assert (answer.status_code, answer.headers["Location"]) == (
        301,
        "http://localhost/api/v1/public/cards/present-address/services?limit=3",
    )
    slots = desk.client.get(f"{old}/services/1/slots?from=2026-12-02&to=2026-12-02")
    assert slots.headers["Location"].endswith("/slots?from=2026-12-02&to=2026-12-02")


def test_a_card_that_is_not_on_show_tells_nothing(app: Flask, owner: factories.Owner) -> None:
    desk = Desk(app, owner)
    salons.calendar(owner.business, salons.service(owner.business))
    with transaction():
        db.session.merge(desk.card).published_at = None

    assert desk.services().status_code == 404


def test_many_services_take_as_many_statements_as_one(desk: Desk, owner: factories.Owner) -> None:
    counts = []
    for many in (1, 20):
        for _ in range(many):
            service = salons.service(owner.business)
            salons.question(service)
            salons.calendar(owner.business, service)
        with statements() as asked:
            assert desk.services().status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]
