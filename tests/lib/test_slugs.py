"""Short addresses."""

from __future__ import annotations

import time

import pytest

from cardshop.lib import slugs


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Café Ñandú & Söhne", "cafe-nandu-sohne"),
        ("نان طلایی", ""),
        ("App", ""),
        ("x" * 300, "x" * 40),
    ],
)
def test_a_name_becomes_an_address_as_far_as_it_has_latin_letters(name: str, slug: str) -> None:
    assert slugs.propose(name) == slug


def test_a_flood_of_accents_costs_no_time() -> None:
    begun = time.process_time()
    slugs.propose("a" + "\u0301\u0323" * 50_000)

    assert time.process_time() - begun < 1
