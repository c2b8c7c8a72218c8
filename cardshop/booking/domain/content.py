"""What may be said of services, calendars and booking rules: one check for pages, API and demo."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, WithJsonSchema

from cardshop.accounts.domain.business import HOURS_SCHEMA, check_timezone
from cardshop.accounts.domain.hours import Hours
from cardshop.booking.domain.ical_colours import css_name
from cardshop.lib import money, page_slugs
from cardshop.lib.errors import FieldError, FieldErrors, Invalid, Sentence
from cardshop.lib.typed import RowKey, Typed
from cardshop.lib.validation import Strict, asking

LONGEST_NAME, LONGEST_DESCRIPTION = 100, 2000
DAY, YEAR = 24 * 60, 366 * 24 * 60
MOST_QUESTIONS, MOST_CHOICES, MOST_REMINDERS = 10, 20, 5
MOST_SEATS, FARTHEST_HORIZON, MOST_A_DAY = 1000, 730, 1000

Alignment = Literal["opening", "clock", "tight"]
PlaceKind = Literal["business", "customer", "phone", "video"]
Question = Literal["text", "long_text", "choice", "checkbox", "phone"]


class NameMissing(Invalid):
    """Enter a name."""


class QuestionMissing(Invalid):
    """Enter the question."""


class ColourUnknown(Invalid):
    """Choose a colour, like steelblue or #4682b4."""


class SlugInvalid(Invalid):
    """Use letters a-z, digits and single hyphens, like hair-cut."""


def check_color(colour: str) -> str:
    """The CSS name that feeds can say (RFC 7986, 5.9). Raises ColourUnknown."""
    if found := css_name(colour.strip()):
        return found
    raise ColourUnknown


def check_slug(slug: str) -> str:
    """The last part of a service's address, or nothing. Raises SlugInvalid."""
    slug = slug.strip().lower()
    if slug and not page_slugs.is_slug(slug):
        raise SlugInvalid
    return slug


def _hours(value: dict[str, Any]) -> dict[str, Any]:
    return dict(Hours.parse(value).to_json())


Amount = Annotated[int, Field(ge=0, le=money.LARGEST)]
Minutes = Annotated[int, Field(ge=0, le=DAY)]
Ahead = Annotated[int, Field(ge=0, le=YEAR)]
Limit = Annotated[int, Field(ge=1, le=MOST_A_DAY)]
OwnHours = Annotated[dict[str, Any], AfterValidator(asking(_hours)), WithJsonSchema(HOURS_SCHEMA)]


class QuestionContent(Strict):
    """A question to whoever books; an `id` keeps the one that has it."""

    id: RowKey | None = None
    label: Annotated[str, Typed(150, needed=QuestionMissing)]
    kind: Question = "text"
    required: bool = False
    choices: Annotated[
        list[Annotated[str, Typed(80, needed=NameMissing)]], Field(max_length=MOST_CHOICES)
    ] = []


def _answerable(question: QuestionContent) -> QuestionContent:
    """A choice has at least two different words to choose from; nothing else has any."""
    fault = ""
    if question.kind == "choice" and len(set(question.choices)) < max(2, len(question.choices)):
        fault = Sentence.of("Give at least two different answers to choose from.")
    elif question.kind != "choice" and question.choices:
        fault = Sentence.of("Only a question with a choice has answers to choose from.")
    if fault:
        raise FieldErrors([FieldError("/choices", fault)])
    return question


class ServiceContent(Strict):
    """A service to make. Minutes are whole; an empty interval is the duration.

    With its buffers it takes a day at most, as far as the guard against overlaps looks back.
    """

    name: Annotated[str, Typed(LONGEST_NAME, needed=NameMissing)]
    slug: Annotated[str, AfterValidator(asking(check_slug))] = ""
    description: Annotated[str, Typed(LONGEST_DESCRIPTION, lines=True)] = ""
    duration_minutes: Annotated[int, Field(ge=5, le=DAY)]
    price: Amount = 0
    slot_interval_minutes: Annotated[int, Field(ge=5, le=DAY)] | None = None
    buffer_before_minutes: Minutes = 0
    buffer_after_minutes: Minutes = 0
    minimum_notice_minutes: Ahead = 0
    horizon_days: Annotated[int, Field(ge=0, le=FARTHEST_HORIZON)] = 60
    capacity: Annotated[int, Field(ge=1, le=MOST_SEATS)] = 1
    daily_limit: Limit | None = None
    person_limit: Limit | None = None
    requires_approval: bool = False
    slot_alignment: Alignment = "opening"
    place: PlaceKind = "business"
    place_details: Annotated[str, Typed(200)] = ""
    cancel_cutoff_minutes: Ahead = 0
    reschedule_cutoff_minutes: Ahead = 0
    reminder_offsets: Annotated[
        list[Annotated[int, Field(ge=5, le=60 * DAY)]], Field(max_length=MOST_REMINDERS)
    ] = [DAY, 120]
    questions: Annotated[
        list[Annotated[QuestionContent, AfterValidator(asking(_answerable))]],
        Field(max_length=MOST_QUESTIONS),
    ] = []
    calendar_ids: Annotated[list[RowKey], Field(max_length=100)] = []
    active: bool = True


class ServiceChanges(ServiceContent):
    """What may change of a service; what is not sent stays, a list replaces the old one."""

    # Only stand for "not sent".
    name: Annotated[str, Typed(LONGEST_NAME, needed=NameMissing)] = ""
    duration_minutes: Annotated[int, Field(ge=5, le=DAY)] = 5


class CalendarContent(Strict):
    """A calendar to make. Without a zone it has the business's, without hours its opening hours."""

    name: Annotated[str, Typed(80, needed=NameMissing)]
    timezone: Annotated[str, AfterValidator(asking(check_timezone))] = ""
    hours: OwnHours | None = None
    color: Annotated[str, AfterValidator(asking(check_color))] = "steelblue"
    daily_limit: Limit | None = None
    service_ids: Annotated[list[RowKey], Field(max_length=500)] = []
    active: bool = True


class CalendarChanges(CalendarContent):
    """What may change of a calendar; what is not sent stays."""

    # Only stands for "not sent".
    name: Annotated[str, Typed(80, needed=NameMissing)] = ""


class SettingsChanges(Strict):
    """What may change of how a business takes bookings; what is not sent stays."""

    is_taking_bookings: bool = True
    approval_minutes: Annotated[int, Field(ge=10, le=14 * DAY)] = DAY
    person_limit: Annotated[int, Field(ge=1, le=100)] = 8
    person_day_limit: Annotated[int, Field(ge=1, le=100)] = 4
    offer_minutes: Annotated[int, Field(ge=5, le=DAY)] = 20


def check_length(*, duration: int, before: int, after: int) -> None:
    """Minutes of a service with its buffers: a day at most. Raises FieldErrors."""
    if before + duration + after > DAY:
        fault = Sentence.of("The service with its time before and after must fit into a day.")
        raise FieldErrors([FieldError("/duration_minutes", fault)])


def given(content: Strict) -> dict[str, Any]:
    """The fields that were sent, by name."""
    return content.model_dump(include=content.model_fields_set)
