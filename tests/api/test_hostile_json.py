"""JSON that means harm, or means two things: a clear refusal, nothing stored, never a fault."""

from __future__ import annotations

import gzip
import io

import pytest

from cardshop.cards.models import Card
from cardshop.db import db
from tests.api.conftest import Program, pointers

NAME = '"display_name":"x"'
MALFORMED = {
    "nothing": b"",
    "blanks": b"  \n",
    "cut off": b'{"display_name":',
    "more behind": b'{"display_name":"x"} {}',
    "comment": b'{"display_name":"x"} // done',
    "single quotes": b"{'display_name':'x'}",
    "byte order mark": b'\xef\xbb\xbf{"display_name":"x"}',
    "latin-1": '{"display_name":"é"}'.encode("latin-1"),
    "utf-16": '{"display_name":"x"}'.encode("utf-16"),
    "overlong UTF-8": b'{"display_name":"\xc0\xaf"}',
    "raw surrogate": b'{"display_name":"\xed\xa0\x80"}',
    "raw NUL": b'{"display_name":"a\x00b"}',
    "the same field twice": b'{"display_name":"x","display_name":"y"}',
    "twice inside": b'{"display_name":"x","theme":{"font":"a","font":"b"}}',
    "deep lists": b'{"links":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deep objects": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "just too deep": b'{"a":' + b"[" * 32 + b"]" * 32 + b"}",
    "not a number": b'{"display_name":"x","avatar_id":NaN}',
    "endless number": b'{"display_name":"x","avatar_id":-Infinity}',
    "too large a number": b'{"display_name":"x","avatar_id":1e999}',
    "thousands of digits": b'{"avatar_id":' + b"9" * 10_000 + b"}",
    "past what readers keep": b'{"avatar_id":9007199254740992}',
    "field name with NUL": b'{"display_name":"x","a\\u0000":1}',
    "field name with a lone surrogate": b'{"display_name":"x","\\ud800":1}',
    "open string of escapes": b'{"display_name":"' + b'\\"' * 400_000,
}


def stored() -> int:
    return db.session.query(Card).count()


def send(program: Program, body: bytes, kind: str = "application/json") -> int:
    return program.post("/cards", data=body, content_type=kind).status_code


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED.keys())
def test_what_cannot_be_read_is_malformed(program: Program, body: bytes) -> None:
    assert send(program, body) == 400
    assert stored() == 0


@pytest.mark.parametrize("body", [b"[]", b'"x"', b"1", b"null", b"true"])
def test_only_an_object_will_do(program: Program, body: bytes) -> None:
    answer = program.post("/cards", data=body, content_type="application/json")

    assert pointers(answer) == [""]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (b'{"display_name":"a\\u0000b"}', "/display_name"),
        (b'{"display_name":"a\\ud83d"}', "/display_name"),
        (
            b'{"display_name":"x","sections":[{"kind":"text","settings":{"t~/":"\\ude00"}}]}',
            "/sections/0/settings/t~0~1",
        ),
        (b'{"display_name":"a\\u0007b"}', "/display_name"),
        (b'{"display_name":["x"]}', "/display_name"),
        (b'{"display_name":"x","phones":{}}', "/phones"),
        (b'{"display_name":"x","avatar_id":1.5}', "/avatar_id"),
        (b'{"display_name":"x","avatar_id":4294967296}', "/avatar_id"),
        (b'{"display_name":"x","published":1}', "/published"),
        (b'{"display_name":"x","id":7}', "/id"),
        (b'{"display_name":"x","__proto__":{}}', "/__proto__"),
    ],
)
def test_what_cannot_be_kept_is_pointed_at(program: Program, body: bytes, pointer: str) -> None:
    answer = program.post("/cards", data=body, content_type="application/json")

    assert pointer in pointers(answer)
    assert stored() == 0


def test_a_whole_emoji_in_escapes_is_text(program: Program) -> None:
    body = b'{"display_name":"\\ud83c\\udf5e \\u0646\\u0627\\u0646"}'
    answer = program.post("/cards", data=body, content_type="application/json")

    assert answer.get_json()["display_name"] == "🍞 نان"


def test_too_much_is_too_much(program: Program) -> None:
    big = b'{"display_name":"' + b"x" * 1024 * 1024 + b'"}'

    assert send(program, big) == 413
    assert stored() == 0


def test_chunks_are_counted_too(program: Program) -> None:
    valid = b'{"display_name":"x"}' + b" " * 1024 * 1024
    answer = program.post(
        "/cards",
        input_stream=io.BytesIO(valid),
        content_type="application/json",
        environ_overrides={"wsgi.input_terminated": True, "CONTENT_LENGTH": ""},
    )

    assert answer.status_code == 413
    assert stored() == 0


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=utf-16",
        "text/json",
        "",
    ],
)
def test_only_json_is_read(program: Program, kind: str) -> None:
    assert send(program, b'{"display_name":"x"}', kind) == 415
    assert stored() == 0


def test_squeezed_bodies_are_not_unpacked(program: Program) -> None:
    answer = program.post(
        "/cards",
        data=gzip.compress(b'{"display_name":"x"}'),
        content_type="application/json",
        headers={"Content-Encoding": "gzip"},
    )

    assert answer.status_code == 415
