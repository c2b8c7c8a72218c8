"""Devices, pages of our own, and what a browser's languages suggest."""

from __future__ import annotations

from datetime import date

import pytest

from cardshop.accounts.domain import customs, devices, origin
from cardshop.accounts.domain.local_paths import is_local

ANDROID = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0 Mobile Safari/537.36"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)


@pytest.mark.parametrize(
    ("user_agent", "label"),
    [
        (ANDROID, "Chrome on Android"),
        (IPHONE, "Safari on iPhone"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
            "Firefox on Linux",
        ),
        (ANDROID + " Edg/130.0", "Edge on Android"),
        (IPHONE + " Instagram 300", "Instagram on iPhone"),
        ("curl/8", ""),
    ],
)
def test_a_browser_has_a_short_name(user_agent: str, label: str) -> None:
    assert devices.label(user_agent) == label


@pytest.mark.parametrize("path", ["/app/", "/app/cards?x=1", "/"])
def test_pages_of_ours_are_local(path: str) -> None:
    assert is_local(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "app",
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "/a\nb",
        "/\t/e",
        "/x\\y",
    ],
)
def test_whatever_leads_away_is_not(path: str) -> None:
    assert not is_local(path)


@pytest.mark.parametrize(
    ("languages", "country"),
    [
        (["en-KE"], "KE"),
        (["fa"], "IR"),
        (["es", "es-AR"], "AR"),
        (["es-419"], "ES"),
        (["xx"], ""),
        ([], ""),
    ],
)
def test_languages_point_to_a_country(languages: list[str], country: str) -> None:
    assert origin.country_of(languages) == country


@pytest.mark.parametrize(
    ("country", "languages", "locale"),
    [
        ("KE", ["en"], "en-KE"),
        ("KE", [], "sw-KE"),
        ("AR", ["en"], "es-AR"),
        ("CH", ["fr"], "fr-CH"),
    ],
)
def test_a_business_writes_as_its_country_does(
    country: str, languages: list[str], locale: str
) -> None:
    assert origin.locale_for(country, languages) == locale


@pytest.mark.parametrize("tag", ["en", "es-AR", "fa", "zh-Hant-TW", "sr-Latn-RS", "es-419"])
def test_tags_of_cldr_are_known(tag: str) -> None:
    assert origin.is_locale(tag)


@pytest.mark.parametrize("tag", ["", "xx", "en_KE", "EN", "../en", "en-XX-x", "e" * 500])
def test_other_tags_are_not(tag: str) -> None:
    assert not origin.is_locale(tag)


def test_what_was_chosen_by_hand_stays_when_the_country_changes() -> None:
    kenya = customs.proposed("KE", ["en"], on=date(2026, 11, 24))
    argentina = customs.proposed("AR", ["en"], on=date(2026, 11, 24))
    typed = {**kenya, "currency": "USD"}

    assert customs.refitted(typed, before=kenya, after=argentina) == {
        "currency": "USD",
        "timezone": "America/Argentina/Buenos_Aires",
        "locale": "es-AR",
    }


def test_nothing_is_proposed_for_nowhere() -> None:
    assert customs.proposed("XX", [], on=date(2026, 11, 24)) == {}
