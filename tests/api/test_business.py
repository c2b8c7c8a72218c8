"""`/business`."""

from __future__ import annotations

from cardshop.accounts.models import Business
from cardshop.db import db
from tests.api.conftest import Program, pointers
from tests.support import factories


def test_the_business_is_read_as_documented(program: Program, owner: factories.Owner) -> None:
    answer = program.get("/business")

    assert answer.status_code == 200
    assert answer.get_json() == {
        "id": owner.business.id,
        "name": owner.business.name,
        "country": "KE",
        "currency": "KES",
        "timezone": "Africa/Nairobi",
        "locale": "en-KE",
        "whatsapp": "+254700000123",
        "prices_include_tax": True,
        "opening_hours": {"weekly": {"mon": [["06:00", "19:00"]]}, "overrides": {}},
    }


def test_what_is_not_sent_stays(program: Program) -> None:
    answer = program.patch("/business", json={"name": "نان طلایی 🍞"})

    assert answer.get_json()["name"] == "نان طلایی 🍞"
    assert answer.get_json()["currency"] == "KES"
    assert program.get("/business").get_json() == answer.get_json()


def test_a_national_number_is_of_the_business_country(program: Program) -> None:
    answer = program.patch("/business", json={"whatsapp": "0711 222333"})

    assert answer.get_json()["whatsapp"] == "+254711222333"


def test_a_change_makes_the_public_pages_new(program: Program, owner: factories.Owner) -> None:
    before = owner.business.content_version

    program.patch("/business", json={"prices_include_tax": False})

    db.session.expire_all()
    assert db.session.get_one(Business, owner.business.id).content_version > before


def test_each_fault_is_pointed_at(program: Program) -> None:
    sent = {
        "name": " ",
        "currency": "XXL",
        "whatsapp": "12",
        "prices_include_tax": "yes",
        "colour": "red",
        "opening_hours": {"weekly": {"mon": [["09:00", "25:00"]]}},
    }

    found = pointers(program.patch("/business", json=sent))

    plain = {p for p in found if not p.startswith("/opening_hours")}
    assert plain == {"/name", "/currency", "/whatsapp", "/prices_include_tax", "/colour"}
    assert any(p.startswith("/opening_hours/weekly/mon/0") for p in found)


def test_another_business_reads_its_own(stranger: Program) -> None:
    assert stranger.get("/business").get_json()["name"] == "Another shop"
