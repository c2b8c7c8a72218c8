"""The diary in Chromium: bookings are moved by mouse and keyboard, and new ones appear."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import delete, select

from cardshop.accounts.models import Business
from cardshop.booking.models import (
    Appointment,
    Booking,
    BookingState,
    Calendar,
    Seat,
    Service,
)
from cardshop.db import db, transaction
from tests.journeys import journey
from tests.support import salons
from tests.support.apps import build
from tests.support.sites import Site, prepared, running
from tests.support.walks import DESKTOP, Walk, walk

EMAIL, PASSWORD = "amina@example.com", "plain unrelated words 77"


@dataclass(frozen=True, slots=True)
class Salon:
    """A salon on a running site, its owner's cookies, and the day that is looked at."""

    site: Site
    app: Flask
    cookies: Any
    day: datetime

    @property
    def diary(self) -> str:
        return f"{self.site.url}/app/bookings/?view=day&date={self.day.date().isoformat()}"

    def at(self, hour: int, minute: int = 0) -> datetime:
        return self.day.replace(hour=hour, minute=minute)


@pytest.fixture(scope="module")
def salon(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Salon]:
    """Two chairs in Accra, open from 9 to 17, where the clock is UTC, and nothing booked."""
    folder = tmp_path_factory.mktemp("diary")
    with running(folder, copied=prepared(tmp_path_factory)) as site:
        words = ("--email", EMAIL, "--password", PASSWORD, "--business", "Amina", "--country", "KE")
        site.flask("accounts", "create", *words, "--timezone", "Africa/Accra")
        app = build(site.environment["CARDSHOP_DATABASE_URL"], folder)
        with app.app_context():
            business = db.session.query(Business).one()
            haircut = salons.service(business)
            for name, color in (("Amina", "teal"), ("Otto", "gold")):
                salons.calendar(business, haircut, name=name, color=color)
            db.session.remove()
        yield Salon(site, app, signed_in(browser, site), tomorrow())
        with app.app_context():
            db.engine.dispose()


def tomorrow() -> datetime:
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def signed_in(browser: Browser, site: Site) -> Any:
    with walk(browser, locale="en-KE") as walked:
        journey.sign_in(walked.page, site, EMAIL, PASSWORD)
        return walked.context.storage_state()


@pytest.fixture
def desk(browser: Browser, salon: Salon) -> Iterator[Walk]:
    """The owner's desktop."""
    with walk(browser, size=DESKTOP, storage_state=salon.cookies, locale="en-KE") as walked:
        yield walked


@contextmanager
def booked(
    salon: Salon, hour: int, name: str, whose: str = "Amina", **columns: Any
) -> Iterator[str]:
    """A booking, gone again afterwards so that each test finds the day free; gives its id."""
    with salon.app.app_context():
        business = db.session.query(Business).one()
        calendar = db.session.query(Calendar).filter_by(name=whose).one()
        service = db.session.query(Service).one()
        values: dict[str, Any] = {"starts_at": salon.at(hour), "customer_name": name} | columns
        key = salons.booking(business, service, calendar, **values).id
        db.session.remove()
    try:
        yield f"e{key}"
    finally:
        gone(salon, key)


def gone(salon: Salon, key: int) -> None:
    with salon.app.app_context():
        with transaction() as session:
            session.execute(delete(Booking).where(Booking.id == key))
            nobody = ~select(Seat.lane).where(Seat.appointment_id == Appointment.id).exists()
            session.execute(delete(Appointment).where(nobody))
        db.session.remove()


def start_of(salon: Salon, event: str) -> tuple[datetime, str]:
    with salon.app.app_context():
        found = db.session.get_one(Booking, int(event[1:]))
        answer = found.starts_at, found.calendar_name
        db.session.remove()
        return answer


def cell(page: Page, salon: Salon, hour: int, whose: str) -> Locator:
    column = page.get_by_role("group", name=whose)
    return column.locator(f"[data-start='{salon.at(hour):%Y-%m-%dT%H:%M:%SZ}']")


def drag(page: Page, event: str, to: Locator) -> None:
    """Take it at its top edge, and let it go at the top of an hour, in the middle of the screen."""
    to.evaluate("cell => cell.scrollIntoView({ block: 'center' })")
    held, there = page.locator(f"#{event}").bounding_box(), to.bounding_box()
    assert held
    assert there
    page.mouse.move(held["x"] + 20, held["y"] + 4)
    page.mouse.down()
    page.mouse.move(there["x"] + 30, there["y"] + 30, steps=4)
    page.mouse.move(there["x"] + 20, there["y"] + 5)
    page.mouse.up()


def test_a_booking_is_dragged_to_another_time_and_chair(desk: Walk, salon: Salon) -> None:
    page = desk.page
    with booked(salon, 10, "Grace") as event:
        page.goto(salon.diary)
        drag(page, event, cell(page, salon, 13, "Otto"))
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("10:00 with Amina")
        expect(dialog).to_contain_text("13:00 with Otto")
        assert start_of(salon, event) == (salon.at(10), "Amina")
        dialog.get_by_role("button", name="Move the booking").click()
        expect(page.get_by_text("Moved.")).to_be_visible()
        expect(page.get_by_role("group", name="Otto").locator(f"#{event}")).to_contain_text("13:00")
        assert start_of(salon, event) == (salon.at(13), "Otto")


def test_a_taken_time_is_refused_and_it_stays(desk: Walk, salon: Salon) -> None:
    page = desk.page
    with booked(salon, 10, "Grace") as event, booked(salon, 13, "Peter", "Otto"):
        page.goto(salon.diary)
        drag(page, event, cell(page, salon, 13, "Otto"))
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("button", name="Move the booking").click()
        expect(dialog.get_by_role("alert")).to_contain_text("just been taken")
        dialog.get_by_role("link", name="Leave it").click()
        expect(dialog).to_be_hidden()
        expect(page.locator(f"#{event}")).to_be_focused()
        assert start_of(salon, event) == (salon.at(10), "Amina")
    # What the browser itself says of an answer that refuses.
    assert all("409" in words for words in desk.faults)
    desk.faults.clear()


def test_a_booking_is_moved_with_the_keyboard_alone(desk: Walk, salon: Salon) -> None:
    page = desk.page
    with booked(salon, 10, "Grace") as event:
        page.goto(salon.diary)
        page.locator(f"#{event}").focus()
        page.keyboard.press("m")
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_label("Day")).to_be_focused()
        dialog.get_by_label("Time").fill("15:30")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Moved.")).to_be_visible()
        assert start_of(salon, event) == (salon.at(15, 30), "Amina")


def test_escape_ends_a_drag_and_a_click_still_opens(desk: Walk, salon: Salon) -> None:
    page = desk.page
    with booked(salon, 10, "Grace") as event:
        page.goto(salon.diary)
        box = page.locator(f"#{event}").bounding_box()
        assert box
        page.mouse.move(box["x"] + 20, box["y"] + 4)
        page.mouse.down()
        page.mouse.move(box["x"] + 20, box["y"] + 90, steps=3)
        page.keyboard.press("Escape")
        expect(page.locator(".ghost")).to_have_count(0)
        page.mouse.up()
        page.locator(f"#{event}").click()
        expect(page.get_by_role("heading", name="What happened")).to_be_visible()


def test_a_click_on_free_time_books_that_quarter(desk: Walk, salon: Salon) -> None:
    page = desk.page
    page.goto(salon.diary)
    free = cell(page, salon, 11, "Otto")
    box = free.bounding_box()
    assert box
    free.click(position={"x": 40, "y": box["height"] * 0.6})
    expect(page.get_by_label("Time", exact=True)).to_have_value("11:30")
    expect(page.get_by_label("With", exact=True)).to_have_value(str(_key(salon, "Otto")))


def test_a_new_booking_appears_by_itself(desk: Walk, salon: Salon) -> None:
    page = desk.page
    page.goto(salon.diary)
    with booked(salon, 9, "Faith", state=BookingState.PENDING):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(page.get_by_role("button", name="Accept: Faith")).to_be_visible()
        expect(page).to_have_title("(1) Bookings · cardshop")


@pytest.mark.parametrize("path", ["?view=week", "?view=day", "?view=list", "new", "time"])
def test_its_pages_pass_axe(desk: Walk, salon: Salon, path: str) -> None:
    with (
        booked(salon, 9, "Faith", state=BookingState.PENDING) as event,
        booked(salon, 9, "P", "Otto"),
    ):
        inside = f"{event[1:]}/time?start={salon.at(4):%Y-%m-%dT%H:%M:%SZ}"
        query = f"{path}&date={salon.day.date()}" if "?" in path else path
        address = inside if path == "time" else query
        desk.page.goto(f"{salon.site.url}/app/bookings/{address}")
        desk.inspect()


def _key(salon: Salon, name: str) -> int:
    with salon.app.app_context():
        key = db.session.query(Calendar).filter_by(name=name).one().id
        db.session.remove()
        return key
