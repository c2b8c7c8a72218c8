"""Finished answers: every encoding, nothing sent twice, and a head that is true of its body."""

import gzip

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support import factories

PAGE = "/golden-crumb"


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    factories.card(factories.owner().business, slug="golden-crumb")
    return app.test_client()


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", None),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("*", "br"),
        ("*;q=0", None),
        ("gzip;q=nonsense, br ; q = 0.0", None),
    ],
)
def test_clients_get_an_encoding_that_they_take(
    client: FlaskClient, accepted: str, encoding: str | None
) -> None:
    unpack = {None: bytes, "gzip": gzip.decompress, "br": brotli.decompress}
    plain = client.get(PAGE)
    answer = client.get(PAGE, headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == encoding
    assert unpack[encoding](answer.data) == plain.data
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert (answer.headers["ETag"] == plain.headers["ETag"]) == (encoding is None)


@pytest.mark.parametrize("shape", ["{}", "W/{}", '"other", {}', "*"])
def test_an_unchanged_page_is_not_sent_again(client: FlaskClient, shape: str) -> None:
    tag = client.get(PAGE).headers["ETag"]
    answer = client.get(PAGE, headers={"If-None-Match": shape.format(tag)})
    assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", tag)
    assert "Content-Length" not in answer.headers
    assert answer.headers["Cache-Control"].startswith("public")


def test_a_head_says_what_a_get_would(client: FlaskClient) -> None:
    cold, warm, whole = client.head(PAGE), client.head(PAGE), client.get(PAGE)
    assert cold.data == warm.data == b""
    assert dict(cold.headers) == dict(warm.headers) == dict(whole.headers)
    assert client.head("/nobody-here").status_code == 404
