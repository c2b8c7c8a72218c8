"""Settings: every mistake is one line with its mend, and nothing is silently ignored."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import pytest

from cardshop import config
from cardshop.config import Settings, SettingsError

ROOT = Path(__file__).resolve().parent.parent
KEY = "k" * 32


def read(folder: Path, **given: str) -> Settings:
    return config.read(folder, {f"CARDSHOP_{name}": value for name, value in given.items()})


def faults(folder: Path, **given: str) -> list[str]:
    with pytest.raises(SettingsError) as refused:
        read(folder, **given)
    return str(refused.value).splitlines()


def test_a_fresh_clone_needs_no_setting(tmp_path: Path) -> None:
    settings = config.read(tmp_path, {})

    assert settings.database_url == f"sqlite:///{tmp_path}/cardshop.db"
    assert settings.storage_url == f"file://{tmp_path}/media"
    assert settings.base_url == "http://127.0.0.1:8000"
    assert (settings.signup, settings.trusted_proxies) == ("open", 0)
    assert (settings.redis_url, settings.smtp_url) == ("", "")


def test_the_secret_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    first, second = config.read(tmp_path, {}), config.read(tmp_path, {})

    assert first.secret_key == second.secret_key == (tmp_path / "secret_key").read_text()
    assert len(first.secret_key) == 64
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_two_starts_at_once_make_one_key(tmp_path: Path) -> None:
    keys: list[str] = []
    starts = [
        threading.Thread(target=lambda: keys.append(config.read(tmp_path, {}).secret_key))
        for _ in range(8)
    ]
    for start in starts:
        start.start()
    for start in starts:
        start.join()

    assert len(keys) == 8
    assert len(set(keys)) == 1


def test_a_database_of_several_nodes_demands_a_key(tmp_path: Path) -> None:
    [line] = faults(tmp_path, DATABASE_URL="postgresql://ana@db/shop")

    assert line.startswith("CARDSHOP_SECRET_KEY: must be set when the database is not SQLite")
    assert "openssl rand -hex 32" in line
    assert not (tmp_path / "secret_key").exists()
    assert read(tmp_path, DATABASE_URL="postgresql://ana@db/shop", SECRET_KEY=KEY).secret_key == KEY


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("postgres://ana@db/shop", "postgresql+psycopg://ana@db/shop"),
        ("postgresql://ana@db/shop", "postgresql+psycopg://ana@db/shop"),
        ("postgresql+psycopg://ana@db/shop", "postgresql+psycopg://ana@db/shop"),
        ("sqlite:////srv/shop.db", "sqlite:////srv/shop.db"),
    ],
)
def test_database_addresses_are_taken_as_people_write_them(
    tmp_path: Path, written: str, kept: str
) -> None:
    assert read(tmp_path, DATABASE_URL=written, SECRET_KEY=KEY).database_url == kept


def test_a_relative_file_lies_in_the_instance_folder(tmp_path: Path) -> None:
    assert read(tmp_path, DATABASE_URL="sqlite:///shop.db").database_url == (
        f"sqlite:///{tmp_path}/shop.db"
    )


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "cardshop.env").write_text(
        "# ours\nCARDSHOP_SIGNUP=closed\nCARDSHOP_LIMIT_API='5 per second'\nOTHER=1\n"
    )

    settings = read(tmp_path, SIGNUP="invite")

    assert (settings.signup, settings.limit_api) == ("invite", "5 per second")


def test_an_empty_setting_is_not_set(tmp_path: Path) -> None:
    assert read(tmp_path, SIGNUP=" ", BASE_URL="").signup == "open"


def test_a_misspelt_name_is_found_in_the_environment_and_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "cardshop.env").write_text("CARDSHOP_SIGN_UP=closed\n")

    assert faults(tmp_path, BASEURL="https://a.example") == [
        f"CARDSHOP_{name}: unknown setting. Remove it, or check its spelling in docs/settings.md."
        for name in ("BASEURL", "SIGN_UP")
    ]


BAD = {
    "BASE_URL": [
        "cards.example",
        "ftp://a.example",
        "https://a.example/shop",
        "https://",
        "http://[::1",
    ],
    "DATABASE_URL": ["mysql://a/b", "sqlite://", "sqlite:///", "sqlite:///:memory:", "shop.db"],
    "REDIS_URL": ["127.0.0.1:6379", "http://a.example"],
    "STORAGE_URL": ["/srv/media", "s3://bucket", "file://media"],
    "SMTP_URL": ["mail.example", "http://a.example", "smtp://", "smtp://a:b:c", "smtp://a:99999"],
    "MAIL_FROM": [
        "shop",
        "shop@",
        "@a.example",
        "a@b.example, c@d.example",
        "Shop <a b@c.example>",
    ],
    "TWILIO_ACCOUNT_SID": ["AC123", "SK" + "0" * 32, "AC" + "g" * 32],
    "TWILIO_AUTH_TOKEN": ["short", "with a space in between", "señas de identidad"],
    "TWILIO_WHATSAPP_FROM": ["0700 000123", "whatsapp:shop", "Bakery"],
    "TWILIO_SMS_FROM": ["123", "A name that is too long", "+1"],
    "TWILIO_API_BASE": ["127.0.0.1:9000", "ftp://a.example", "http://a.example/path"],
    "SECRET_KEY": ["short", "x" * 31],
    "LIMIT_SIGNIN": [
        "10",
        "ten per minute",
        "0 per minute",
        "10 per week",
        "10/minute",
        "-1 per hour",
    ],
    "LIMIT_PUBLIC": ["1.5 per hour"],
    "LIMIT_API": ["per minute", "10 per minute please"],
    "TRUSTED_PROXIES": ["-1", "10", "one", "²"],
    "SIGNUP": ["yes", "Open", "true"],
    "LOG_FORMAT": ["xml", "JSON"],
    "METRICS_TOKEN": ["short", "with a space in the middle", "é" * 16],
}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in BAD.items() for value in values]
)
def test_a_bad_value_is_one_line_with_the_name_and_the_mend(
    tmp_path: Path, name: str, value: str
) -> None:
    beside = BESIDE if name in BESIDE else {}

    [line] = faults(tmp_path, **beside | {name: value})

    assert re.fullmatch(rf"CARDSHOP_{name}: [a-z].{{15,}}\.", line)


PAIR = ("SMTP_URL", "MAIL_FROM")
TWILIO = {
    "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    "TWILIO_AUTH_TOKEN": "t" * 32,
    "TWILIO_WHATSAPP_FROM": "whatsapp:+14155238886",
    "TWILIO_SMS_FROM": "Panaderia",
}
BESIDE = {"SMTP_URL": "smtp://a", "MAIL_FROM": "a@b.example"} | TWILIO


def test_an_account_at_twilio_is_whole(tmp_path: Path) -> None:
    settings = read(tmp_path, **TWILIO)
    lonely = {name: TWILIO[name] for name in ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN")}

    assert (settings.twilio_whatsapp_from, settings.twilio_sms_from) == (
        "+14155238886",
        "Panaderia",
    )
    assert [line.split(":")[0] for line in faults(tmp_path, TWILIO_SMS_FROM="+14155238886")] == [
        "CARDSHOP_TWILIO_ACCOUNT_SID",
        "CARDSHOP_TWILIO_AUTH_TOKEN",
    ]
    [line] = faults(tmp_path, **lonely)
    assert line.startswith("CARDSHOP_TWILIO_WHATSAPP_FROM: set it")


def test_every_setting_that_can_be_wrong_is_tried_above() -> None:
    assert {f"CARDSHOP_{name}" for name in BAD} == set(config.names())


@pytest.mark.parametrize("lonely", PAIR)
def test_a_mail_server_and_a_sender_come_together(tmp_path: Path, lonely: str) -> None:
    value = {"SMTP_URL": "smtp://mail.example", "MAIL_FROM": "shop@example.com"}[lonely]
    [other] = set(PAIR) - {lonely}

    [line] = faults(tmp_path, **{lonely: value})

    assert line.startswith(f"CARDSHOP_{other}: must be set with CARDSHOP_{lonely}")


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    lines = faults(tmp_path, SIGNUP="yes", LIMIT_API="x", COLOUR="blue", DATABASE_URL="mysql://a/b")

    assert len(lines) == 4


def test_a_folder_that_cannot_be_written_is_told_with_the_mend(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    [line] = faults(tmp_path / "file")

    assert line.startswith("CARDSHOP_SECRET_KEY: cannot be made in")
    assert "Make the folder writable" in line


def test_a_key_file_without_a_key_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    clock = iter(range(100))
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    (tmp_path / "secret_key").write_text("")

    [line] = faults(tmp_path)

    assert "holds no key" in line


def test_a_settings_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "cardshop.env").write_bytes(b"CARDSHOP_SIGNUP=\xff\xfe")

    [line] = faults(tmp_path)

    assert "cardshop.env: cannot be read" in line
