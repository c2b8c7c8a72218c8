"""`/cards/from-vcard`."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from cardshop.cards.models import Card
from cardshop.db import db
from cardshop.media import operations
from cardshop.media.domain import pictures
from cardshop.media.domain.pictures import Prepared
from tests.api.conftest import Program, pointers


def contact(name: str, *lines: str) -> bytes:
    whole = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", *lines, "END:VCARD", ""]
    return "\r\n".join(whole).encode()


def send(program: Program, body: bytes, query: str = "", **options: object) -> TestResponse:
    given = {"content_type": "text/vcard"} | options
    return program.post(f"/cards/from-vcard{query}", data=body, **given)


def photo() -> str:
    file = io.BytesIO()
    Image.new("RGB", (200, 200), "#8a3b12").save(file, "JPEG")
    return base64.b64encode(file.getvalue()).decode()


def test_a_contact_becomes_a_card(program: Program) -> None:
    answer = send(
        program,
        contact(
            "نانوایی Amina", "TEL;TYPE=CELL:0700 000123", f"PHOTO;ENCODING=b;TYPE=JPEG:{photo()}"
        ),
    )

    card = answer.get_json()
    assert answer.status_code == 201
    assert (card["display_name"], card["published"]) == ("نانوایی Amina", False)
    assert card["phones"][0]["number"] == "+254700000123"
    assert card["avatar_id"]
    assert card["left_out"] == []
    assert program.get(answer.headers["Location"].partition("/api/v1")[2]).status_code == 200


def test_nobody_waits_for_a_photo_that_is_being_opened(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing: list[object] = []

    def watched(data: bytes) -> Prepared:
        writing.append(db.session().info.get("writing"))
        return pictures.prepare(data)

    monkeypatch.setattr(operations, "prepare", watched)
    both = contact("Amina") + contact("Brian", f"PHOTO;ENCODING=b;TYPE=JPEG:{photo()}")
    answer = send(program, both, "?entry=2")

    assert answer.get_json()["avatar_id"]
    assert writing == [False]


def test_what_a_card_cannot_take_is_told(program: Program) -> None:
    card = send(program, contact("Amina", "TEL:12")).get_json()

    assert card["left_out"]


def test_one_of_several_is_chosen(program: Program) -> None:
    both = contact("Amina") + contact("Brian")

    asked = send(program, both)
    assert asked.status_code == 422
    assert asked.get_json()["code"] == "several_contacts"
    assert asked.get_json()["contacts"] == [
        {"entry": 1, "name": "Amina"},
        {"entry": 2, "name": "Brian"},
    ]
    assert db.session.query(Card).count() == 0
    assert send(program, both, "?entry=2").get_json()["display_name"] == "Brian"


@pytest.mark.parametrize("entry", ["0", "3", "-1", "x", ""])
def test_an_entry_that_is_not_there_is_pointed_at(program: Program, entry: str) -> None:
    both = contact("Amina") + contact("Brian")

    assert pointers(send(program, both, f"?entry={entry}")) == ["/entry"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, 422),
        (b"BEGIN:VCARD\r\nEND:VCARD\r\n", 422),
        (b"BEGIN:VCARD\r\nNOTE:" + b"x" * 2_000_000, 422),
        (b"x" * (5 * 1024 * 1024 + 1), 413),
    ],
)
def test_what_is_no_contact_is_refused(program: Program, body: bytes, status: int) -> None:
    assert send(program, body).status_code == status
    assert db.session.query(Card).count() == 0


def test_only_a_contact_file_is_read(program: Program) -> None:
    assert send(program, contact("Amina"), content_type="application/json").status_code == 415


def test_a_repeat_makes_no_second_card(program: Program) -> None:
    key = {"Idempotency-Key": "a"}
    answers = [send(program, contact("Amina"), headers=key) for _ in range(2)]

    assert answers[0].data == answers[1].data
    assert db.session.query(Card).count() == 1
