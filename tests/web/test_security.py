"""Headers, cookies, hosts and proxies: the same care for every answer."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from cardshop.web import limits, security
from tests.support import apps

HTTPS = {"base_url": "https://cards.example.com"}


@pytest.fixture
def secure(sqlite_app: Flask, tmp_path: Path) -> Flask:
    """The same site behind a proxy that ends https."""
    return apps.build(
        sqlite_app.config["SQLALCHEMY_DATABASE_URI"], tmp_path, trusted_proxies=1, **HTTPS
    )


def through_proxy(app: Flask, path: str, **headers: str) -> TestResponse:
    given = {
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "cards.example.com",
        "X-Forwarded-For": "203.0.113.7",
    }
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return app.test_client().get(path, headers=given | sent)


@pytest.mark.parametrize(
    "path", ["/", "/account/sign-in", "/healthz", "/no/such/page", "/api/v1/cards"]
)
def test_every_answer_carries_the_same_protection(app: Flask, path: str) -> None:
    headers = app.test_client().get(path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert "unsafe" not in policy
    assert "nonce" not in policy


def test_private_pages_are_kept_by_nobody(app: Flask) -> None:
    assert app.test_client().get("/account/sign-in").headers["Cache-Control"] == "no-store"


def test_inline_styles_are_allowed_by_their_hash_alone(app: Flask) -> None:
    css = "body{color:red}"
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()

    with app.test_request_context("/healthz"):
        app.preprocess_request()
        security.allow_styles([css])
        headers = app.process_response(app.response_class()).headers

    assert f"style-src 'self' 'sha256-{digest}'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/account/sign-in", "/", "/api/v1/cards"])
def test_a_public_site_answers_under_its_own_name_only(secure: Flask, path: str) -> None:
    refused = through_proxy(secure, path, X_Forwarded_Host="evil.example")

    assert refused.status_code == 400
    assert "evil.example" not in refused.text
    assert through_proxy(secure, path).status_code != 400


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_come_under_any_name(secure: Flask, path: str) -> None:
    assert secure.test_client().get(path, headers={"Host": "10.1.2.3:8000"}).status_code == 200


def test_over_https_browsers_are_told_to_stay_there(secure: Flask) -> None:
    assert "max-age=31536000" in through_proxy(secure, "/").headers["Strict-Transport-Security"]
    plain = secure.test_client().get("/healthz")
    assert "Strict-Transport-Security" not in plain.headers


def test_the_cookie_is_for_our_pages_and_no_script(secure: Flask, app: Flask) -> None:
    cookie = through_proxy(secure, "/account/sign-in").headers["Set-Cookie"]
    at_home = app.test_client().get("/account/sign-in").headers["Set-Cookie"]

    for flag in ("Secure", "HttpOnly", "SameSite=Lax"):
        assert flag in cookie
    assert "Secure" not in at_home
    assert "HttpOnly" in at_home


@pytest.mark.parametrize(
    ("proxies", "seen"), [(0, "192.0.2.1"), (1, "203.0.113.7"), (2, "198.51.100.9")]
)
def test_as_many_proxies_are_believed_as_there_are(
    sqlite_app: Flask, tmp_path: Path, proxies: int, seen: str
) -> None:
    url = sqlite_app.config["SQLALCHEMY_DATABASE_URI"]
    app = apps.build(url, tmp_path, trusted_proxies=proxies)
    heard: list[str] = []
    app.before_request(lambda: heard.append(limits.visitor()))
    chain = {"X-Forwarded-For": "198.51.100.9, 203.0.113.7"}

    app.test_client().get("/healthz", headers=chain, environ_base={"REMOTE_ADDR": "192.0.2.1"})

    assert heard == [seen]


def test_nobody_chooses_our_host_without_a_proxy(app: Flask) -> None:
    answer = app.test_client().get("/account/", headers={"X-Forwarded-Host": "evil.example"})

    assert "evil.example" not in answer.headers.get("Location", "")
    assert "evil.example" not in answer.text


def test_a_body_without_end_is_refused(app: Flask) -> None:
    answer = app.test_client().post(
        "/account/sign-in", data=b"x" * (14 * 1024 * 1024), content_type="application/octet-stream"
    )

    assert answer.status_code in (413, 422)
