"""E-mail addresses as they are typed and kept."""

from __future__ import annotations

import time

import pytest

from cardshop.accounts.domain import emails
from cardshop.accounts.domain.emails import EmailInvalid


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Maya@GoldenCrumb.example ", "maya@goldencrumb.example"),
        ("maya+shop@mail.co.ke", "maya+shop@mail.co.ke"),
        ("ü@bücher.de", "ü@bücher.de"),
        ("maya@shop.test", "maya@shop.test"),
    ],
)
def test_an_address_has_one_form(typed: str, kept: str) -> None:
    assert emails.read(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "maya",
        "maya@gmail",
        "maya@test",
        "a b@c.de",
        "a@b@c.de",
        "a@c.de\x00",
        "x" * 250 + "@c.de",
        "a@-.de",
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(EmailInvalid):
        emails.read(typed)


def test_a_flood_of_accents_costs_no_time() -> None:
    begun = time.process_time()
    with pytest.raises(EmailInvalid):
        emails.read("a" + "\u0301\u0323" * 50_000 + "@c.de")

    assert time.process_time() - begun < 1
