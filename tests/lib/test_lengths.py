"""How long something takes, in words."""

import pytest

from cardshop.lib.lengths import format_minutes


@pytest.mark.parametrize(
    ("minutes", "locale", "words"),
    [
        (45, "en", "45 min"),
        (45, "en-GB", "45 mins"),
        (90, "en", "90 min"),
        (120, "en", "2 hr"),
        (150, "en", "2 hr 30 min"),
        (45, "fa-IR", "۴۵ دقیقه"),
        (240, "fa", "۴ ساعت"),
        (45, "es-AR", "45 min"),
        (45, "no such language", "45 min"),
    ],
)
def test_minutes_are_said_in_the_language(minutes: int, locale: str, words: str) -> None:
    assert format_minutes(minutes, locale) == words
