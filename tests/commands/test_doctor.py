"""`flask doctor` finds what is wrong, and says the mend."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from cardshop.commands import checkup, checkup_database
from cardshop.db import db
from cardshop.lib import clock
from cardshop.web import health
from tests.notifications.letters import letter, posted
from tests.support.apps import build, settings
from tests.support.servers import Postbox, free_port
from tests.support.telephones import SHARED
from tests.support.twilio_double import twilio


def report(app: Flask) -> tuple[int, dict[str, str]]:
    """The exit status, and the last line about each subject."""
    done = app.test_cli_runner().invoke(args=["doctor"])
    lines = {line[6:16].strip(): line[:4] + line[16:] for line in done.stdout.splitlines()}
    return done.exit_code, lines


def examined(app: Flask, folder: Path, **chosen: object) -> tuple[int, dict[str, str]]:
    return report(build(app.config["SQLALCHEMY_DATABASE_URI"], folder, **chosen))


def test_a_sound_installation_is_well(each_engine: Flask) -> None:
    status, lines = report(each_engine)

    assert status == 0
    assert list(lines) == [
        *("settings", "address", "secret key", "database", "migrations"),
        *("storage", "mail", "telephone", "outbox", "redis", "clock"),
    ]
    assert {line[:4] for line in lines.values()} == {"ok  ", "hint"}


def test_everything_connected_is_well(
    sqlite_app: Flask, tmp_path: Path, postbox: Postbox, redis_url: str
) -> None:
    mail = {"smtp_url": postbox.url, "mail_from": "shop@example.com"}
    public = {"base_url": "https://cards.example.com", "trusted_proxies": 1}

    with twilio() as double:
        phone = SHARED | {"twilio_api_base": double.url}
        status, lines = examined(
            sqlite_app, tmp_path, redis_url=redis_url, **mail, **public, **phone
        )

    assert status == 0
    assert {line[:4] for line in lines.values()} == {"ok  "}


@pytest.mark.parametrize(
    ("chosen", "subject", "words"),
    [
        (
            {"smtp_url": "smtp://127.0.0.1:1", "mail_from": "a@b.example"},
            "mail",
            "CARDSHOP_SMTP_URL",
        ),
        (SHARED | {"twilio_api_base": "http://127.0.0.1:1"}, "telephone", "_AUTH_TOKEN"),
        ({"redis_url": "redis://127.0.0.1:1/0"}, "redis", "check CARDSHOP_REDIS_URL"),
        ({"storage_url": "file:///dev/null/media"}, "storage", "CARDSHOP_STORAGE_URL"),
    ],
)
def test_what_does_not_answer_is_named_with_the_mend(
    sqlite_app: Flask, tmp_path: Path, chosen: dict[str, object], subject: str, words: str
) -> None:
    status, lines = examined(sqlite_app, tmp_path, **chosen)

    assert status == 1
    assert lines[subject].startswith("BAD")
    assert words in lines[subject]


def test_a_database_that_is_away_is_told_without_its_password(tmp_path: Path) -> None:
    away = f"postgresql+psycopg://ana:s3cr3t@127.0.0.1:{free_port()}/shop"

    status, lines = report(build(away, tmp_path))

    assert status == 1
    assert "cannot be reached" in lines["database"]
    assert "s3cr3t" not in str(lines)


def test_old_tables_are_found(app: Flask) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'older'"))

    status, lines = report(app)

    assert (status, lines["migrations"][:3]) == (1, "BAD")
    assert "db upgrade" in lines["migrations"]


def test_letters_that_wait_for_a_worker_are_found(app: Flask) -> None:
    posted(letter(), at=clock.now() - timedelta(hours=1))

    findings = list(checkup_database.outbox(settings("sqlite:///x", Path())))

    assert findings[0].level == "wrong"
    assert "flask --app wsgi worker" in findings[0].words


def test_a_key_that_others_can_read_is_found(tmp_path: Path) -> None:
    file = tmp_path / "secret_key"
    file.write_text("k" * 32)
    chosen = settings("sqlite:///x", tmp_path, secret_key="k" * 32)

    for mode, level in ((0o644, "wrong"), (0o600, "ok")):
        file.chmod(mode)
        [finding] = checkup.secret_key(chosen, tmp_path)
        assert finding.level == level


@pytest.mark.parametrize(
    ("base_url", "proxies", "levels"),
    [
        ("http://127.0.0.1:8000", 0, ["hint"]),
        ("http://cards.example.com", 0, ["hint"]),
        ("https://cards.example.com", 0, ["ok", "hint"]),
        ("https://cards.example.com", 1, ["ok"]),
    ],
)
def test_an_address_that_is_not_for_the_public_gets_a_hint(
    base_url: str, proxies: int, levels: list[str]
) -> None:
    chosen = settings("sqlite:///x", Path(), base_url=base_url, trusted_proxies=proxies)

    assert [finding.level for finding in checkup.address(chosen)] == levels


@pytest.mark.parametrize(
    ("version", "mended"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 0), True),
    ],
)
def test_an_sqlite_that_can_lose_data_is_known(version: tuple[int, ...], mended: bool) -> None:
    assert checkup_database.is_mended(version) is mended


def test_a_clock_before_our_own_time_is_found(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    long_ago = clock.now() - timedelta(days=9000)
    monkeypatch.setattr(clock, "now", lambda: long_ago)

    [finding] = checkup_database.clocks(settings("sqlite:///x", Path()))

    assert finding.level == "wrong"


def test_a_doctor_who_cannot_look_says_so(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "is_migrated", lambda: 1 / 0)

    status, lines = report(app)

    assert status == 1
    assert "cannot be examined (ZeroDivisionError)" in lines["migrations"]
