"""The owner sets hours with a lunch break and a holiday, accepts a client, and moves them twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Page, expect

from tests.journeys import journey
from tests.support.sites import Site
from tests.support.walks import DESKTOP, walk

NAIROBI = ZoneInfo("Africa/Nairobi")
ADDRESS = "amina-cuts"


def tuesday() -> date:
    """The first Tuesday that is two days ahead at least; the Wednesday after it is a holiday."""
    day = datetime.now(NAIROBI).date() + timedelta(days=2)
    return day + timedelta(days=(1 - day.weekday()) % 7)


def test_an_owner_runs_the_diary(browser: Browser, site: Site) -> None:
    with walk(browser, size=DESKTOP, locale="en-KE") as walked:
        page, day = walked.page, tuesday()
        journey.open_shop(page, site, "cuts@example.com", business="Amina Cuts", address=ADDRESS)
        offer_haircuts(page)
        take_a_lunch_break(page)
        close(page, day + timedelta(days=1))
        client_asks(page, site, day)
        page.goto(f"{site.url}/app/bookings/?view=week&date={day}")
        walked.inspect()
        page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
        page.get_by_role("button", name="Accept: Grace").click()
        expect(page.get_by_text("Grace, ").first).to_contain_text("Confirmed")
        closed_at(page, day, hours={13})
        closed_at(page, day + timedelta(days=1), hours=set(range(9, 17)))
        drag_to(page, day, 12)
        press_to(page, "16:30")
        page.get_by_role("link", name="Haircut Grace").click()
        expect(page.get_by_text("Moved from")).to_have_count(2)


def room(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Main", exact=True).get_by_role("link", name=name).click()


def offer_haircuts(page: Page) -> None:
    room(page, "Services")
    page.get_by_role("main").get_by_role("link", name="Add").click()
    page.get_by_label("Name", exact=True).fill("Haircut")
    page.get_by_label("Length in minutes").fill("30")
    page.get_by_text("Seats, limits, approval").click()
    page.get_by_role("switch", name="I approve each booking").check(force=True)
    journey.press(page, "Add the service")
    expect(page.get_by_text("Haircut can be booked now.")).to_be_visible()


def take_a_lunch_break(page: Page) -> None:
    room(page, "Calendars")
    page.get_by_role("main").get_by_role("listitem").get_by_role("link").first.click()
    journey.press(page, "Give it own hours")
    page.get_by_role("switch", name="Open on Tuesday").check(force=True)
    page.get_by_label("Tuesday from", exact=True).first.fill("09:00")
    page.get_by_label("Tuesday to", exact=True).first.fill("13:00")
    journey.press(page, "Add times on Tuesday")
    page.get_by_label("Tuesday from", exact=True).nth(1).fill("14:00")
    page.get_by_label("Tuesday to", exact=True).nth(1).fill("17:00")
    journey.press(page, "Save hours")
    expect(page.get_by_text("The hours are saved.")).to_be_visible()


def close(page: Page, day: date) -> None:
    page.get_by_role("navigation", name="Part of booking").get_by_role(
        "link", name="Days off"
    ).click()
    page.get_by_label("First day").fill(day.isoformat())
    page.get_by_label("Last day").fill(day.isoformat())
    journey.press(page, "Close these days")
    expect(page.get_by_role("status").first).to_be_visible()


def client_asks(page: Page, site: Site, day: date) -> None:
    """A client asks for ten o'clock."""
    public = f"{site.url}/api/v1/public/cards/{ADDRESS}"
    service = page.request.get(f"{public}/services").json()["items"][0]
    start = datetime.combine(day, time(10), NAIROBI)
    asked = {
        "service_id": service["id"],
        "start": start.isoformat(),
        "customer": {"name": "Grace", "phone": "+254700000123"},
    }
    headers = {"Idempotency-Key": "grace"}
    answer = page.request.post(f"{public}/bookings", data=asked, headers=headers)
    assert answer.status == 201, answer.text()


def closed_at(page: Page, day: date, *, hours: set[int]) -> None:
    """The stripes of a day lie over these hours, and of the usual ones over no other."""
    column = page.locator(f".dcol[aria-labelledby='col-{day}']")
    shut = column.evaluate(STRIPED)
    assert {hour for hour in range(9, 17) if utc(day, hour) in shut} == hours


# The starts of the hours whose middle is striped.
STRIPED = """(column) => {
  const stripes = [...column.querySelectorAll(".shut")].map((one) => one.getBoundingClientRect())
  const middle = (cell) => (({ top, bottom }) => (top + bottom) / 2)(cell.getBoundingClientRect())
  const isShut = (y) => stripes.some(({ top, bottom }) => top <= y && y <= bottom)
  const shut = [...column.querySelectorAll(".cell")].filter((cell) => isShut(middle(cell)))
  return shut.map((cell) => cell.dataset.start)
}"""


def utc(day: date, hour: int) -> str:
    """An hour of the clock in Nairobi."""
    return f"{datetime.combine(day, time(hour), NAIROBI).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def drag_to(page: Page, day: date, hour: int) -> None:
    held = page.get_by_role("link", name="Haircut Grace").bounding_box()
    there = page.locator(f"[data-start='{utc(day, hour)}']").bounding_box()
    assert held
    assert there
    page.mouse.move(held["x"] + 20, held["y"] + 4)
    page.mouse.down()
    page.mouse.move(there["x"] + 20, there["y"] + 40, steps=4)
    page.mouse.move(there["x"] + 20, there["y"] + 5)
    page.mouse.up()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("10:00")
    expect(dialog).to_contain_text("12:00")
    dialog.get_by_role("button", name="Move the booking").click()
    expect(page.get_by_text("Moved.")).to_be_visible()


def press_to(page: Page, clock: str) -> None:
    page.get_by_role("link", name="Haircut Grace").focus()
    page.keyboard.press("m")
    page.get_by_role("dialog").get_by_label("Time").fill(clock)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=f"{clock} Haircut Grace")).to_be_visible()
