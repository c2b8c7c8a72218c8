"""The parts of a card below its head: thirteen kinds, each with its own settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from cardshop.cards.domain.typed import UrlOrNone
from cardshop.lib.errors import FieldErrors
from cardshop.lib.typed import Label, RowKey, Typed, WordsMissing
from cardshop.lib.validation import Strict, asking, parse

Kind = Literal[
    "contact",
    "about",
    "links",
    "gallery",
    "hours",
    "testimonials",
    "faq",
    "map",
    "video",
    "text",
    "products",
    "services",
    "featured",
]
ContactPart = Literal["phones", "emails", "websites", "addresses"]
CONTACT_PARTS: tuple[ContactPart, ...] = ("phones", "emails", "websites", "addresses")
Title = Annotated[str, Typed(80)]
LongText = Annotated[str, Typed(5000, lines=True)]
MOST_SECTIONS = 40
MOST_PICTURES = 60
# More are looked at in the shop, or where times are booked.
MOST_PRODUCTS = 12
MOST_SERVICES = 20
# What a new card begins with: complete as soon as the first phone number is typed.
STARTING_KINDS: tuple[Kind, ...] = ("contact", "links", "hours")


class ContactSettings(Strict):
    """Which of the card's ways to be reached are listed."""

    show: Annotated[list[ContactPart], Field(max_length=4)] = list(CONTACT_PARTS)


class AboutSettings(Strict):
    """Words about the business, in the Markdown subset."""

    text: LongText = ""


class LinksSettings(Strict):
    """The card's links; there is nothing to set."""


class GalleryPicture(Strict):
    """A picture of the business, with words for those who cannot see it."""

    picture_id: RowKey
    alt: Annotated[str, Typed(300)] = ""


class GallerySettings(Strict):
    """Pictures in the owner's order, as a grid or a strip to swipe."""

    pictures: Annotated[list[GalleryPicture], Field(max_length=MOST_PICTURES)] = []
    layout: Literal["grid", "strip"] = "grid"


class HoursSettings(Strict):
    """The business's opening hours, with a note such as "Closed on market days"."""

    note: Annotated[str, Typed(300, lines=True)] = ""


class Testimonial(Strict):
    """What a customer said. `source` says where, such as "Google"."""

    quote: Annotated[str, Typed(600, lines=True, needed=WordsMissing)]
    author: Annotated[str, Typed(80)] = ""
    source: Annotated[str, Typed(80)] = ""
    stars: Annotated[int, Field(ge=1, le=5)] | None = None


class TestimonialsSettings(Strict):
    """What customers said."""

    __test__ = False  # Its name is not that of a test.

    items: Annotated[list[Testimonial], Field(max_length=30)] = []


class Question(Strict):
    """A question and its answer, the answer in the Markdown subset."""

    question: Annotated[str, Typed(200, needed=WordsMissing)]
    answer: Annotated[str, Typed(2000, lines=True, needed=WordsMissing)]


class FaqSettings(Strict):
    """Questions that people ask again and again."""

    items: Annotated[list[Question], Field(max_length=40)] = []


class MapSettings(Strict):
    """Where to go: one of the card's addresses (counted from 0), or a link to a map."""

    address_index: Annotated[int, Field(ge=0, le=4)] | None = 0
    url: UrlOrNone = ""
    label: Label = ""


class VideoSettings(Strict):
    """A link to a film elsewhere; nothing of that place is loaded before it is followed."""

    url: UrlOrNone = ""
    label: Label = ""


class TextSettings(Strict):
    """Any words, in the Markdown subset."""

    text: LongText = ""


class FeaturedSettings(Strict):
    """How many of the products with the tag `featured` are shown, and how."""

    count: Annotated[int, Field(ge=1, le=MOST_PRODUCTS)] = 6
    layout: Literal["grid", "list"] = "grid"


class ProductsSettings(FeaturedSettings):
    """The first products of the shop, or of one category and those below it."""

    category_id: RowKey | None = None


class ServicesSettings(Strict):
    """The services that are listed, in the owner's order, with or without prices; no key: all."""

    service_ids: Annotated[list[RowKey], Field(max_length=MOST_SERVICES)] = []
    prices: bool = True


SETTINGS: Mapping[str, type[Strict]] = {
    "contact": ContactSettings,
    "about": AboutSettings,
    "links": LinksSettings,
    "gallery": GallerySettings,
    "hours": HoursSettings,
    "testimonials": TestimonialsSettings,
    "faq": FaqSettings,
    "map": MapSettings,
    "video": VideoSettings,
    "text": TextSettings,
    "products": ProductsSettings,
    "services": ServicesSettings,
    "featured": FeaturedSettings,
}


class SectionContent(Strict):
    """A section as it is sent; an `id` keeps the section that has it, none makes a new one."""

    id: RowKey | None = None
    kind: Kind
    title: Title = ""
    visible: bool = True
    settings: dict[str, Any] = {}


class SectionTitle(Strict):
    """The heading of a section; without one its kind names it."""

    title: Title = ""


def read_settings(kind: str, settings: object) -> dict[str, Any]:
    """Settings of a kind, complete and checked, as they are kept. Raises FieldErrors."""
    return parse(SETTINGS[kind], settings).model_dump(mode="json")


def pictures_in(settings: Mapping[str, Any]) -> list[int]:
    """The pictures that these settings show, in order."""
    return [picture["picture_id"] for picture in settings.get("pictures", [])]


def _complete(section: SectionContent) -> SectionContent:
    try:
        settings = read_settings(section.kind, section.settings)
    except FieldErrors as faults:
        raise faults.below("/settings") from faults
    return section.model_copy(update={"settings": settings})


Sections = Annotated[
    list[Annotated[SectionContent, AfterValidator(asking(_complete))]],
    Field(max_length=MOST_SECTIONS),
]
