"""The business's own words: checked field by field, and never more than words."""

from __future__ import annotations

import pytest

from cardshop.lib import templates
from cardshop.lib.errors import FieldErrors
from cardshop.notifications.domain import texts
from cardshop.notifications.domain.events import NEEDED, PLACEHOLDERS, Event


def faults(event: Event, **typed: str) -> list[tuple[str, str]]:
    """The fields that are refused, each with its reason in English."""
    try:
        texts.check(event, typed)
    except FieldErrors as refusal:
        return [(one.pointer, str(one.detail)) for one in refusal.errors]
    return []


@pytest.mark.parametrize("field", texts.LONGEST)
@pytest.mark.parametrize("typed", ["{{7*7}}", "{0.__class__}", "{total}", "{}"])
def test_a_placeholder_that_the_event_does_not_know_is_refused(field: str, typed: str) -> None:
    [(pointer, said)] = faults(Event.BOOKING_CANCELLED, **{field: f"Hello {typed}"})

    assert pointer == f"/{field}"
    assert said.startswith("Line 1, character ")


@pytest.mark.parametrize("event", NEEDED)
def test_words_without_what_they_are_about_are_refused(event: Event) -> None:
    [needed] = NEEDED[event]
    said = f"{{{needed}}} must stand in these words, or leave them empty."

    assert faults(event, short="Hello", subject="Hello", letter="Dear you") == [
        ("/short", said),
        ("/letter", said),
    ]
    assert faults(event, short=f"Hello {{ {needed.upper()} }}") == []
    assert faults(event) == []


@pytest.mark.parametrize("hostile", ["{{7*7}}", "{0.__class__}", "{link}", "%(name)s", "{% x %}"])
def test_what_a_customer_typed_is_never_read_as_a_template(hostile: str) -> None:
    words = texts.check(Event.BOOKING_REMINDER, {"short": "{name}: {when}"})
    values = dict.fromkeys(PLACEHOLDERS[Event.BOOKING_REMINDER], "x") | {"name": hostile}

    assert templates.filled(words.short, values) == f"{hostile}: x"
