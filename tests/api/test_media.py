"""`/media`."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from cardshop.db import db
from cardshop.media.models import Picture
from tests.api.conftest import Program, pointers

FORM = "multipart/form-data"


def picture(kind: str = "JPEG", size: tuple[int, int] = (400, 300)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "#8a3b12").save(file, kind)
    return file.getvalue()


def part(boundary: str, name: str, value: bytes) -> bytes:
    file = '; filename="loaf.jpg"' if name == "file" else ""
    heading = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'
    return heading.encode() + value + b"\r\n"


def upload(
    program: Program, data: bytes, key: str = "", boundary: str = "x7", **words: str
) -> TestResponse:
    parts = {"file": data} | {name: word.encode() for name, word in words.items()}
    body = b"".join(part(boundary, name, value) for name, value in parts.items())
    return program.post(
        "/media",
        data=body + f"--{boundary}--\r\n".encode(),
        content_type=f"{FORM}; boundary={boundary}",
        headers={"Idempotency-Key": key} if key else {},
    )


def test_a_picture_is_kept_and_shown(program: Program) -> None:
    answer = upload(program, picture(), alt="Loaves")

    found = answer.get_json()
    assert answer.status_code == 201
    assert (found["width"], found["height"], found["alt"]) == (400, 300, "Loaves")
    path = found["url"].removeprefix("http://localhost")
    assert path.startswith("/media/")
    card = program.post("/cards", json={"display_name": "Crumb", "avatar_id": found["id"]})
    assert card.get_json()["avatar_id"] == found["id"]


def test_the_same_picture_is_the_one_there_is(program: Program, stranger: Program) -> None:
    first, second = upload(program, picture()).get_json(), upload(program, picture()).get_json()

    assert first["id"] == second["id"]
    assert upload(stranger, picture()).get_json()["url"] != first["url"]


def test_a_repeat_with_another_boundary_is_the_same(program: Program) -> None:
    first, second = upload(program, picture(), "a"), upload(program, picture(), "a", "y8")

    assert first.data == second.data
    assert "Idempotent-Replayed" in second.headers
    assert upload(program, picture("PNG"), "a").get_json()["code"] == "key_reused"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<!doctype html><script>1</script>",
        picture()[:200],
        b"GIF89a" + b"\xff" * 20,
    ],
    ids=["empty", "svg", "html", "cut", "broken"],
)
def test_what_is_no_picture_is_refused(program: Program, data: bytes) -> None:
    assert upload(program, data).status_code == 422
    assert db.session.query(Picture).count() == 0


def test_a_form_is_held_to_its_fields(program: Program) -> None:
    assert pointers(program.post("/media", data={"alt": "x"}, content_type=FORM)) == ["/file"]
    assert pointers(upload(program, picture(), colour="red")) == ["/colour"]
    assert pointers(upload(program, picture(), alt="x" * 301)) == ["/alt"]
    assert pointers(upload(program, picture(), alt="a\x00b")) == ["/alt"]
    assert db.session.query(Picture).count() == 0


def test_too_large_a_picture_is_refused(program: Program) -> None:
    assert upload(program, b"\xff" * (12 * 1024 * 1024 + 1)).status_code == 413
    assert upload(program, b"\xff" * (14 * 1024 * 1024)).status_code == 413


def test_only_a_form_is_read(program: Program) -> None:
    assert program.post("/media", data=picture(), content_type="image/jpeg").status_code == 415
    broken = program.post("/media", data=b"--x", content_type=FORM)
    assert broken.status_code == 422
