"""`flask accounts` and `flask tokens`."""

from __future__ import annotations

import json

import pytest
from flask import Flask

from cardshop.accounts import operations, queries
from cardshop.accounts.models import Account, Business, Scope
from cardshop.cards.models import Card
from cardshop.db import db

MAYA = ["--email", "Maya@crumb.example", "--password", "correct horse"]
CRUMB = ["--business", "Golden Crumb", "--country", "KE"]


def run(app: Flask, *words: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=list(words))
    return result.exit_code, result.output.strip()


def test_one_command_makes_account_business_and_card(each_engine: Flask) -> None:
    code, line = run(each_engine, "accounts", "create", *MAYA, *CRUMB)
    keys = json.loads(line)

    assert code == 0
    assert list(keys) == ["account_id", "business_id", "card_id", "card_slug"]
    card = db.session.get_one(Card, keys["card_id"])
    assert (card.slug, card.is_published) == (keys["card_slug"], False)
    assert card.business_id == keys["business_id"]
    found = operations.matching_account("maya@crumb.example", "correct horse")
    assert found is not None
    assert found.email_verified_at is not None


def test_what_is_given_wins_over_the_country(app: Flask) -> None:
    more = ["--timezone", "Africa/Kampala"]
    run(app, "accounts", "create", *MAYA, *CRUMB, *more, "--currency", "USD", "--locale", "en-KE")
    made = db.session.query(Business).one()

    assert (made.timezone, made.currency, made.locale) == ("Africa/Kampala", "USD", "en-KE")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--email", "maya"], "like name@example.com"),
        (["--country", "XX"], "Choose a country"),
        (["--timezone", "Mars"], "time zone"),
        (["--whatsapp", "12"], "country code"),
        (["--password", "short"], "8 to 200"),
    ],
)
def test_mistakes_are_told_and_nothing_is_kept(app: Flask, words: list[str], said: str) -> None:
    code, output = run(app, "accounts", "create", *MAYA, *CRUMB, *words)

    assert code != 0
    assert said in output
    assert db.session.query(Account).count() == 0


def test_an_address_has_one_proved_account(app: Flask) -> None:
    run(app, "accounts", "create", *MAYA, *CRUMB)
    code, output = run(app, "accounts", "create", *MAYA, *CRUMB)

    assert code == 1
    assert "another account" in output


def test_a_token_is_printed_once(app: Flask) -> None:
    run(app, "accounts", "create", *MAYA, *CRUMB)
    code, line = run(
        app, "tokens", "create", "--email", MAYA[1], "--name", "till", "--scope", "read"
    )
    printed = json.loads(line)

    assert code == 0
    found = queries.by_api_token(printed["token"])
    assert found is not None
    assert (found.id, found.scope) == (printed["id"], Scope.READ)


def test_nobody_gets_no_token(app: Flask) -> None:
    code, output = run(app, "tokens", "create", "--email", "nobody@example.com", "--name", "till")

    assert code == 1
    assert "no account" in output
