"""Dates and times as people of a language write them."""

from __future__ import annotations

from datetime import UTC, date, time

import pytest
from babel import localedata

from cardshop.lib.dates import (
    DateStyle,
    first_weekday,
    format_date,
    format_month,
    format_number_of,
    format_time,
    format_weekday,
    localise_digits,
)

SUNDAY = date(2027, 3, 28)


@pytest.mark.parametrize(
    ("locale", "style", "words"),
    [
        ("en-US", "full", "Sunday, March 28, 2027"),
        ("en-US", "medium", "Mar 28, 2027"),
        ("en-US", "day", "Sun, Mar 28"),
        ("en-GB", "long", "28 March 2027"),
        ("de", "full", "Sonntag, 28. März 2027"),
        ("de", "short", "28.03.27"),
        ("de", "day", "So., 28. März"),
        ("es-AR", "full", "domingo, 28 de marzo de 2027"),
        ("ru", "day", "вс, 28 мар."),
        ("fa", "full", "یکشنبه ۸ فروردین ۱۴۰۶"),
        ("fa", "long", "۸ فروردین ۱۴۰۶"),
        ("fa", "short", "۱۴۰۶/۰۱/۰۸"),
        ("fa", "day", "یکشنبه ۸ فروردین"),
        ("fa-AF", "long", "۸ حمل ۱۴۰۶"),
        ("ar-EG", "full", "الأحد، ٢٨ مارس ٢٠٢٧"),
        ("ar-MA", "full", "الأحد، 28 مارس 2027"),
        ("he", "long", "28 במרץ 2027"),
        ("ja", "long", "2027年3月28日"),
        ("bn", "long", "২৮ মার্চ, ২০২৭"),
    ],
)
def test_a_date_is_written_as_its_readers_write_it(
    locale: str, style: DateStyle, words: str
) -> None:
    assert format_date(SUNDAY, locale, style) == words


@pytest.mark.parametrize(
    ("day", "jalali"),
    [
        (date(2024, 3, 19), "۲۹ اسفند ۱۴۰۲"),
        (date(2024, 3, 20), "۱ فروردین ۱۴۰۳"),
        (date(2025, 3, 20), "۳۰ اسفند ۱۴۰۳"),
        (date(2025, 3, 21), "۱ فروردین ۱۴۰۴"),
        (date(2026, 12, 31), "۱۰ دی ۱۴۰۵"),
        (date(2027, 9, 22), "۳۱ شهریور ۱۴۰۶"),
    ],
)
def test_persian_dates_are_jalali_across_the_new_year(day: date, jalali: str) -> None:
    assert format_date(day, "fa") == jalali


@pytest.mark.parametrize(
    ("locale", "words"),
    [("en-US", "9:05\u202fAM"), ("en-GB", "09:05"), ("de", "09:05"), ("fa", "۹:۰۵"),
     ("ar-EG", "٩:٠٥ ص"), ("ja", "9:05"), ("es-MX", "9:05\u202fa.m.")],
)  # fmt: skip
def test_a_time_is_written_with_12_or_24_hours(locale: str, words: str) -> None:
    assert format_time(time(9, 5), locale).replace("\xa0", " ") == words


def test_a_time_with_a_zone_is_not_moved() -> None:
    assert format_time(time(9, 5, tzinfo=UTC), "de") == "09:05"


@pytest.mark.parametrize(
    ("locale", "first"),
    [("fa", 5), ("fa-IR", 5), ("ar", 5), ("ar-EG", 5), ("he", 6), ("en-US", 6), ("en-GB", 0),
     ("de", 0), ("es-AR", 0), ("pt-BR", 6), ("no such language", 6)],
)  # fmt: skip
def test_a_week_starts_with_the_day_of_the_country(locale: str, first: int) -> None:
    assert first_weekday(locale) == first


def test_weekdays_are_named_in_the_language_whatever_was_asked_before() -> None:
    format_weekday(6, "ur", "abbreviated")

    assert format_weekday(6, "tr", "abbreviated") == "Paz"
    assert format_weekday(6, "pt-BR", "abbreviated") == "dom."
    assert format_weekday(0, "fa") == "دوشنبه"


@pytest.mark.parametrize(
    ("locale", "text"),
    [("fa", "۱۲:۳۰"), ("ar-EG", "١٢:٣٠"), ("ar", "١٢:٣٠"), ("en", "12:30"), ("ne", "१२:३०")],
)
def test_digits_are_those_of_the_language(locale: str, text: str) -> None:
    assert localise_digits("12:30", locale) == text


@pytest.mark.parametrize(
    ("locale", "day", "month"),
    [
        ("en-GB", "Sunday 21 March", "March 2027"),
        ("en-US", "Sunday, March 21", "March 2027"),
        ("es-AR", "domingo, 21 de marzo", "marzo de 2027"),
        ("fa-IR", "یکشنبه ۱ فروردین", "فروردین ۱۴۰۶"),
        ("ja", "3月21日日曜日", "2027年3月"),
        ("lt", "kovo 21 d., sekmadienis", "2027 m. kovo"),
    ],
)
def test_a_day_is_said_in_full_without_its_year(locale: str, day: str, month: str) -> None:
    nowruz = date(2027, 3, 21)

    assert format_date(nowruz, locale, "whole") == day
    assert format_month(nowruz, locale) == month
    assert format_month(nowruz, locale, "abbreviated")
    assert format_number_of(nowruz, locale) == ("۱" if locale == "fa-IR" else "21")


def test_every_language_has_dates_times_and_weekdays() -> None:
    for name in localedata.locale_identifiers():
        tag = name.replace("_", "-")
        assert format_date(SUNDAY, tag, "day")
        assert format_date(SUNDAY, tag, "full")
        assert format_date(SUNDAY, tag, "whole")
        assert format_month(SUNDAY, tag)
        assert format_time(time(9, 5), tag)
        assert format_weekday(0, tag)
        assert first_weekday(tag) in range(7)
