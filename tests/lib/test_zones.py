"""Zones as people call them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cardshop.lib.zones import are_alike, city

SUMMER, WINTER = datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "locale", "words"),
    [
        ("Africa/Nairobi", "en-KE", "Nairobi"),
        ("Africa/Nairobi", "fa", "نایروبی"),
        ("America/New_York", "es-MX", "Nueva York"),
        ("America/Argentina/Buenos_Aires", "en", "Buenos Aires"),
        ("Asia/Calcutta", "en", "Kolkata"),
        ("UTC", "xx-nonsense", "UTC"),
    ],
)
def test_a_zone_is_called_by_its_city(zone: str, locale: str, words: str) -> None:
    assert city(zone, locale) == words


def test_zones_are_alike_while_their_clocks_are() -> None:
    assert are_alike("Europe/London", "Africa/Abidjan", WINTER)
    assert not are_alike("Europe/London", "Africa/Abidjan", SUMMER)
