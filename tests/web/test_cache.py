"""The layer before Flask: fresh after every write, the same for everyone, honest about both."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import brotli
import pytest
import time_machine
from flask import Flask
from sqlalchemy import event

from cardshop.accounts import content
from cardshop.accounts.models import Business
from cardshop.cards import operations, queries
from cardshop.cards.domain.content import CardChanges
from cardshop.cards.models import Card
from cardshop.db import db, transaction
from cardshop.lib.validation import parse
from cardshop.web import assets
from cardshop.web.cache import Keep, Layer, Memory
from cardshop.web.finished import finish
from tests.support import factories
from tests.support.apps import build

NOON = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PAGE = "/golden-crumb"


@pytest.fixture
def card(each_engine: Flask) -> Card:
    return factories.card(factories.owner().business, slug="golden-crumb", sections={"hours": {}})


def rename(card: Card, name: str) -> None:
    """The owner gives the card another name."""
    with transaction():
        held = queries.card_of(card.business_id, card.id, for_change=True)
        operations.edit(held, parse(CardChanges, {"display_name": name}), at=NOON)


def test_a_second_visit_asks_flask_nothing(each_engine: Flask, card: Card) -> None:
    client = each_engine.test_client()
    asked: list[str] = []
    each_engine.before_request(lambda: asked.append("flask"))
    first, second = client.get(PAGE), client.get(PAGE)
    assert asked == ["flask"]
    assert (second.data, second.headers["ETag"]) == (first.data, first.headers["ETag"])
    assert second.headers["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600"
    assert second.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]


def test_a_write_makes_the_next_visit_fresh(each_engine: Flask, card: Card) -> None:
    client = each_engine.test_client()
    before = client.get(PAGE)
    rename(card, "Golden Bread")
    after = client.get(PAGE)
    assert "Golden Bread" in after.text
    assert after.headers["ETag"] != before.headers["ETag"]


def test_a_write_of_another_process_is_seen_as_well(
    each_engine: Flask, card: Card, tmp_path: Path
) -> None:
    other = build(each_engine.config["SQLALCHEMY_DATABASE_URI"], tmp_path)
    client = other.test_client()
    client.get(PAGE)
    rename(card, "Golden Bread")
    assert "Golden Bread" in client.get(PAGE).text
    with other.app_context():
        db.engine.dispose()


def test_a_withdrawn_card_is_gone_at_once(each_engine: Flask, card: Card) -> None:
    client = each_engine.test_client()
    client.get(PAGE)
    with transaction():
        held = queries.card_of(card.business_id, card.id, for_change=True)
        operations.withdraw(held, at=NOON)
    assert client.get(PAGE).status_code == 404


def test_every_thread_asks_for_itself(each_engine: Flask, card: Card) -> None:
    client = each_engine.test_client()
    client.get(PAGE)
    names: list[str] = []

    def visit() -> None:
        names.append(
            "Golden Bread" if b"Golden Bread" in each_engine.test_client().get(PAGE).data else ""
        )

    for _ in range(2):
        rename(card, "Golden Bread")
        threads = [threading.Thread(target=visit) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert names == ["Golden Bread"] * 8


def test_a_page_that_changed_while_it_was_made_is_made_again(
    each_engine: Flask, card: Card
) -> None:
    client = each_engine.test_client()
    written: list[str] = []

    def write_meanwhile(response: object) -> object:
        if not written:
            written.append("once")
            db.session.rollback()
            rename(card, "Golden Bread")
        return response

    each_engine.after_request(write_meanwhile)
    assert "Golden Bread" not in client.get(PAGE).text
    assert "Golden Bread" in client.get(PAGE).text


def test_a_lost_database_connection_is_made_anew(each_engine: Flask, card: Card) -> None:
    client = each_engine.test_client()
    client.get(PAGE), client.get(PAGE)
    versions = each_engine.wsgi_app._version_of.__self__  # type: ignore[attr-defined]
    versions._threads.connection.close()
    rename(card, "Golden Bread")
    assert "Golden Bread" in client.get(PAGE).text


def test_open_or_closed_is_never_told_late(each_engine: Flask, card: Card) -> None:
    client = each_engine.test_client()
    with time_machine.travel(NOON + timedelta(hours=6, minutes=59), tick=False) as now:
        assert "Open now" in client.get(PAGE).text
        now.move_to(NOON + timedelta(hours=7))
        assert "Opens Mon, " in client.get(PAGE).text
        # At midnight in Nairobi another row of the table is today's.
        now.move_to(datetime(2026, 11, 23, 21, 0, tzinfo=UTC))
        assert 'aria-current="date"><th scope="row">Tuesday' in client.get(PAGE).text


def test_words_of_a_campaign_share_one_answer(app: Flask) -> None:
    factories.card(factories.owner().business, slug="golden-crumb")
    asked: list[str] = []
    app.before_request(lambda: asked.append("flask"))
    client = app.test_client()
    for query in ("", "?utm_source=instagram", "?size=12", "?version=4.0"):
        assert client.get(f"{PAGE}{query}").status_code == 200
    assert asked == ["flask"]


def test_what_changes_the_answer_is_told_apart(app: Flask) -> None:
    factories.card(factories.owner().business, slug="golden-crumb")
    client = app.test_client()
    sizes = {len(client.get(f"{PAGE}/qr.png?size={size}").data) for size in (200, 400, 200)}
    assert len(sizes) == 2
    assert "VERSION:3.0" in client.get(f"{PAGE}.vcf").text
    assert "VERSION:4.0" in client.get(f"{PAGE}.vcf?version=4.0").text


def test_only_the_name_of_the_site_is_answered(app: Flask, tmp_path: Path) -> None:
    factories.card(factories.owner().business, slug="golden-crumb")
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    client = build(url, tmp_path, base_url="https://cards.example").test_client()
    assert client.get(PAGE, base_url="https://cards.example").status_code == 200
    assert client.get(PAGE, base_url="https://evil.example").status_code == 400
    secure = client.get(PAGE, base_url="https://cards.example").headers
    assert "Strict-Transport-Security" in secure


def test_bundles_are_served_for_ever_from_memory(app: Flask) -> None:
    app.before_request(lambda: pytest.fail("Flask was asked"))
    client = app.test_client()
    for asset in (assets.style("public"), assets.script("public")):
        answer = client.get(asset.path, headers={"Accept-Encoding": "br"})
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["Content-Type"] == asset.content_type
        assert brotli.decompress(answer.data) == asset.identity
        tag = answer.headers["ETag"]
        again = {"Accept-Encoding": "br", "If-None-Match": tag}
        assert client.get(asset.path, headers=again).status_code == 304


def test_a_bundle_of_another_release_is_not_there(app: Flask) -> None:
    assert app.test_client().get("/static/public-000000000000.js").status_code == 404


def test_memory_forgets_what_was_asked_for_longest_ago() -> None:
    memory, mark = Memory(largest=1000), Keep(1, 1, NOON)
    for name in ("a", "b", "c", "d"):
        memory.put((name,), finish(b"x" * 300, [("Content-Type", "image/png")]), mark)
        memory.get(("a",))
    assert [name for name in "abcd" if memory.get((name,))] == ["a", "c", "d"]
    assert memory.size <= 1000


def test_an_answer_with_a_cookie_is_never_kept() -> None:
    def app(environ: dict[str, object], start: Callable[..., object]) -> list[bytes]:
        environ["cardshop.keep"] = Keep(1, 1, NOON + timedelta(days=9999))
        start("200 OK", [("Content-Type", "text/html"), ("Set-Cookie", "who=me")])
        return [b"mine"]

    layer = Layer(app, lambda _: 1, bundles={})
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": PAGE, "wsgi.url_scheme": "http"}
    said: list[object] = []
    assert [*layer(environ, lambda *words: said.append(words))] == [b"mine"]  # type: ignore[arg-type]
    assert layer._memory.size == 0


def test_a_hit_costs_one_question(each_engine: Flask, card: Card) -> None:
    client, asked = each_engine.test_client(), list[str]()
    client.get(PAGE)
    event.listen(db.engine, "before_cursor_execute", lambda *words: asked.append(str(words[2])))
    client.get(PAGE)
    assert asked == []  # SQLAlchemy is not even asked.
    with transaction() as session:
        content.raise_version(card.business_id)
        assert session.get_one(Business, card.business_id).content_version == 2
