"""The front page, and what browsers and search engines ask for by themselves."""

from flask import Flask

from tests.support.apps import build
from tests.support.people import Browser


def test_the_front_page_says_what_this_is_and_leads_in(visitor: Browser) -> None:
    page = visitor.get("/")
    assert "Your business on one page" in page.text
    assert page.links()["Make your card"] == "/account/sign-up"
    assert page.links()["Sign in"] == "/account/sign-in"


def test_a_site_by_invitation_offers_no_sign_up(app: Flask, tmp_path: object) -> None:
    closed = build(app.config["SQLALCHEMY_DATABASE_URI"], tmp_path, signup="invite")  # type: ignore[arg-type]
    assert "Make your card" not in Browser(closed).get("/").links()


def test_search_engines_are_kept_out_of_the_owners_rooms(visitor: Browser) -> None:
    answer = visitor.raw("GET", "/robots.txt")
    assert answer.mimetype == "text/plain"
    assert "Disallow: /app/" in answer.text


def test_the_site_has_a_mark(visitor: Browser) -> None:
    assert visitor.raw("GET", "/favicon.ico").mimetype == "image/svg+xml"
