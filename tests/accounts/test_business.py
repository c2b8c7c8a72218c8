"""The settings of the business and its opening hours, as pages without scripts."""

from __future__ import annotations

from typing import Any

import pytest

from cardshop.accounts.models import Business
from cardshop.db import db
from tests.support.factories import Owner
from tests.support.people import Browser

DETAILS = {
    "name": "Golden Crumb",
    "country": "KE",
    "currency": "KES",
    "timezone": "Africa/Nairobi",
    "locale": "en-KE",
    "whatsapp": "+254 700 000123",
}
MONDAY = {"mon-is_open": "y", "mon-ranges-0-opens": "06:00", "mon-ranges-0-closes": "19:00"}


def kept() -> Business:
    db.session.rollback()
    return db.session.query(Business).one()


def test_the_page_shows_what_is_kept(owner_browser: Browser) -> None:
    page = owner_browser.get("/app/business")

    assert page.field("name").get("value", "").startswith("Golden Crumb")
    assert page.field("whatsapp").get("value") == "+254 700 000123"
    assert page.field("prices_include_tax").get("checked") is not None


def test_details_are_changed_and_public_pages_made_anew(owner_browser: Browser) -> None:
    version = kept().content_version
    typed = DETAILS | {"name": "Crumb & Co", "currency": "JPY", "whatsapp": "0711 000 000"}

    assert "Saved." in owner_browser.post("/app/business", typed).text

    assert (kept().name, kept().whatsapp) == ("Crumb & Co", "+254711000000")
    assert (kept().currency_exponent, kept().prices_include_tax) == (0, False)
    assert kept().content_version == version + 1


def test_a_landline_is_kept_with_a_warning(owner_browser: Browser) -> None:
    page = owner_browser.post("/app/business", DETAILS | {"whatsapp": "020 2222222"})

    assert "looks like a landline" in page.text
    assert kept().whatsapp == "+254202222222"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "x" * 101),
        ("country", "XX"),
        ("currency", "???"),
        ("timezone", "Mars/Olympus"),
        ("locale", "<script>"),
        ("whatsapp", "call me"),
    ],
)
def test_what_cannot_be_used_is_told_there_and_stays(
    owner_browser: Browser, field: str, typed: str
) -> None:
    before = kept().content_version
    page = owner_browser.post("/app/business", DETAILS | {field: typed})

    assert page.status == 422
    assert page.error_of(field)
    assert typed in (page.field(field).get("value", ""), *values(page, field))
    assert kept().content_version == before


def test_names_of_any_script_come_back_as_typed(owner_browser: Browser) -> None:
    name = "نان طلایی 🥐 <b>&amp;"
    owner_browser.post("/app/business", DETAILS | {"name": name})

    assert kept().name == name
    assert owner_browser.get("/app/business").field("name").get("value") == name


def test_hours_are_shown_as_they_are_kept(owner_browser: Browser) -> None:
    page = owner_browser.get("/app/hours")

    assert page.field("mon-ranges-0-opens").get("value") == "06:00"
    assert page.field("mon-is_open").get("checked") is not None
    assert page.field("tue-is_open").get("checked") is None


def test_hours_are_saved(owner_browser: Browser) -> None:
    typed = MONDAY | {
        "mon-ranges-1-opens": "20:00",
        "mon-ranges-1-closes": "00:00",
        "dates-0-day": "2099-12-25",
        "act": "save",
    }
    version = kept().content_version
    assert "Your opening hours are saved." in owner_browser.post("/app/hours", typed).text

    hours = kept().opening_hours
    assert hours["weekly"]["mon"] == [["06:00", "19:00"], ["20:00", "24:00"]]
    assert hours["overrides"] == {"2099-12-25": []}
    assert kept().content_version == version + 1


def test_enter_in_a_field_saves(owner_browser: Browser) -> None:
    page = owner_browser.get("/app/hours")
    buttons = [b for b in page.all("button", name="act") if b.get("type") != "button"]

    assert buttons[0].get("value") == "save"


def test_rows_are_added_copied_and_removed_without_scripts(owner_browser: Browser) -> None:
    before = kept().opening_hours
    page = owner_browser.post("/app/hours", MONDAY | {"act": "add:mon"})
    assert page.field("mon-ranges-1-opens").get("value") == "20:00" or page.status == 200
    page = owner_browser.post("/app/hours", MONDAY | {"act": "copy:mon"})
    assert page.field("sun-ranges-0-closes").get("value") == "19:00"
    page = owner_browser.post("/app/hours", MONDAY | {"act": "remove:mon:0"})
    assert page.field("mon-is_open").get("checked") is None
    page = owner_browser.post("/app/hours", MONDAY | {"act": "add-date"})
    assert page.field("dates-0-day").get("type") == "date"

    assert kept().opening_hours == before


def test_faults_of_hours_stand_at_their_fields(owner_browser: Browser) -> None:
    typed = MONDAY | {
        "mon-ranges-1-opens": "18:00",
        "mon-ranges-1-closes": "noon",
        "tue-is_open": "y",
        "dates-0-day": "",
        "act": "save",
    }
    page = owner_browser.post("/app/hours", typed)

    assert page.status == 422
    assert "HH:MM" in page.error_of("mon-ranges-1-closes")
    assert "switch this day off" in page.error_of("tue-is_open")
    assert "Choose a date" in page.error_of("dates-0-day")
    assert page.field("mon-ranges-1-closes").get("value") == "noon"


def test_overlapping_hours_are_refused(owner_browser: Browser) -> None:
    typed = MONDAY | {"mon-ranges-1-opens": "18:00", "mon-ranges-1-closes": "21:00"}
    page = owner_browser.post("/app/hours", typed)

    assert "overlap" in page.error_of("mon-ranges-1-opens")


@pytest.mark.parametrize("act", [f"{verb}{'9' * 5000}" for verb in ("drop:", "add:dates-")])
def test_a_button_for_a_row_that_cannot_be_changes_nothing(
    owner_browser: Browser, act: str
) -> None:
    page = owner_browser.post("/app/hours", MONDAY | {"dates-0-day": "2099-12-25", "act": act})

    assert page.status == 200
    assert page.field("dates-0-day").get("value") == "2099-12-25"


def test_a_flood_of_hours_is_cut_off(owner_browser: Browser) -> None:
    flood = {f"mon-ranges-{n}-opens": "09:00" for n in range(40)}
    flood |= {f"dates-{n}-day": "2099-12-25" for n in range(600)}

    page = owner_browser.post("/app/hours", MONDAY | flood | {"act": "add:mon"})

    assert page.status == 200
    assert len(page.all("input", type="date")) == 401
    assert page.all("input", name="mon-ranges-12-opens")
    assert not page.all("input", name="mon-ranges-13-opens")


def test_each_business_sees_its_own(owner: Owner, stranger_browser: Browser) -> None:
    assert stranger_browser.get("/app/business").field("name").get("value") == "Another shop"


def values(page: Any, name: str) -> list[str]:
    """The values a select offers."""
    options = [e for e in page.field(name).iter() if str(e.tag).endswith("option")]
    return [e.get("value") for e in options if e.get("selected") is not None]
