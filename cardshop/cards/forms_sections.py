"""The forms of sections that are lists of items, and which form belongs to which kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import Form as Rows
from wtforms import (
    HiddenField,
    MultipleFileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)

from cardshop.cards.forms_section import (
    ContactSection,
    FeaturedSection,
    HoursSection,
    LinksSection,
    MapSection,
    ProductsSection,
    SectionForm,
    ServicesSection,
    TextSection,
    VideoSection,
)
from cardshop.web.choices import choices
from cardshop.web.lists import list_of, words

STARS = [("", _l("No stars")), *((str(n), "★" * n) for n in (5, 4, 3, 2, 1))]


class PictureRow(Rows):
    """A picture that is there; only its words change."""

    picture_id = HiddenField()
    alt = StringField(_l("What the picture shows"))


class GallerySection(SectionForm):
    """Pictures in order, and new ones."""

    LISTS: ClassVar[dict[str, tuple[str, ...]]] = {"pictures": ("picture_id",)}

    layout = RadioField(
        _l("Arrange as"),
        choices=choices([("grid", _l("Grid")), ("strip", _l("Strip to swipe"))]),
        validate_choice=False,
    )
    files = MultipleFileField(_l("Add pictures"))
    pictures = list_of(PictureRow)

    def settings(self) -> dict[str, Any]:
        """The pictures that were there, in order."""
        return {
            "layout": self.layout.data or "grid",
            "pictures": [
                {"picture_id": _number(row["picture_id"]), "alt": row["alt"] or ""}
                for row in self.rows()["pictures"]
            ],
        }


class TestimonialRow(Rows):
    """What a customer said."""

    quote = TextAreaField(_l("What they said"))
    author = StringField(_l("Who said it"))
    source = StringField(_l("Where"))
    stars = SelectField(_l("Stars"), choices=choices(STARS), validate_choice=False)


class TestimonialsSection(SectionForm):
    """What customers said."""

    LISTS: ClassVar[dict[str, tuple[str, ...]]] = {"items": ("quote", "author", "source")}

    items = list_of(TestimonialRow)

    @classmethod
    def shown(cls, settings: Mapping[str, Any]) -> dict[str, Any]:
        """Stars as text, as a select holds them."""
        given = settings.get("items", [])
        return {"items": [{**item, "stars": str(item.get("stars") or "")} for item in given]}

    def settings(self) -> dict[str, Any]:
        """The reviews."""
        return {
            "items": [
                words(row, "quote", "author", "source")
                | {"stars": _number(row["stars"]) if row["stars"] else None}
                for row in self.rows()["items"]
            ]
        }


class QuestionRow(Rows):
    """A question and its answer."""

    question = StringField(_l("Question"))
    answer = TextAreaField(_l("Answer"))


class FaqSection(SectionForm):
    """Questions and answers."""

    LISTS: ClassVar[dict[str, tuple[str, ...]]] = {"items": ("question", "answer")}

    items = list_of(QuestionRow)

    def settings(self) -> dict[str, Any]:
        """The questions."""
        return {"items": [words(row, "question", "answer") for row in self.rows()["items"]]}


FORMS: Mapping[str, type[SectionForm]] = {
    "contact": ContactSection,
    "about": TextSection,
    "links": LinksSection,
    "gallery": GallerySection,
    "hours": HoursSection,
    "testimonials": TestimonialsSection,
    "faq": FaqSection,
    "map": MapSection,
    "video": VideoSection,
    "text": TextSection,
    "products": ProductsSection,
    "featured": FeaturedSection,
    "services": ServicesSection,
}


def _number(typed: Any) -> Any:
    """A whole number where one was sent; anything else is left for the card's rules to refuse."""
    text = str(typed or "")
    return int(text) if text.isdecimal() and len(text) < 16 else text
