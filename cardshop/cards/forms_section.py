"""What every section's form begins with, and the forms of sections without lists of items."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.widgets import CheckboxInput, ListWidget

from cardshop.cards.domain.sections import MOST_PRODUCTS
from cardshop.web.choices import choices
from cardshop.web.lists import ListsForm


class SectionForm(ListsForm):
    """A section's title and switch; each kind adds its settings."""

    title = StringField(_l("Heading"))
    visible = BooleanField(_l("Show this section on the card"))

    @classmethod
    def showing(cls, section: Any) -> Self:
        """The form of a section."""
        given = {"title": section.title, "visible": section.is_visible}
        return cls(formdata=None, data=given | cls.shown(section.settings))

    @classmethod
    def shown(cls, settings: Mapping[str, Any]) -> dict[str, Any]:
        """Settings as the fields hold them."""
        return dict(settings)

    def settings(self) -> dict[str, Any]:
        """What was typed, in the shape of the kind's settings."""
        return {}

    def changes(self) -> dict[str, Any]:
        """What was typed, in the shape of a section."""
        return {
            "title": self.title.data or "",
            "visible": bool(self.visible.data),
            "settings": self.settings(),
        }


class ContactSection(SectionForm):
    """Which ways to be reached are listed."""

    show = SelectMultipleField(
        _l("Show"),
        choices=choices(
            [
                ("phones", _l("Phones")),
                ("emails", _l("E-mails")),
                ("websites", _l("Websites")),
                ("addresses", _l("Addresses")),
            ]
        ),
        validate_choice=False,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    def settings(self) -> dict[str, Any]:
        """The parts that are ticked."""
        return {"show": self.show.data or []}


class TextSection(SectionForm):
    """Words in the Markdown subset: of the kinds "about" and "text"."""

    text = TextAreaField(_l("Text"))

    def settings(self) -> dict[str, Any]:
        """The words."""
        return {"text": self.text.data or ""}


class LinksSection(SectionForm):
    """The card's links; they have a page of their own."""


class HoursSection(SectionForm):
    """Opening hours, with a note."""

    note = TextAreaField(_l("Note"))

    def settings(self) -> dict[str, Any]:
        """The note."""
        return {"note": self.note.data or ""}


class MapSection(SectionForm):
    """Where to go: an address of the card, or a link to a map."""

    address_index = SelectField(_l("Place"), validate_choice=False)
    url = StringField(_l("Link to a map"))
    label = StringField(_l("Words on the link"))

    @classmethod
    def shown(cls, settings: Mapping[str, Any]) -> dict[str, Any]:
        """The chosen address as text, as a select holds it."""
        index = settings.get("address_index", 0)
        return {**settings, "address_index": "" if index is None else str(index)}

    def settings(self) -> dict[str, Any]:
        """The place, and the link that may replace it."""
        typed = self.address_index.data or ""
        return {
            "address_index": int(typed) if typed in ("0", "1", "2", "3", "4") else None,
            "url": self.url.data or "",
            "label": self.label.data or "",
        }


class VideoSection(SectionForm):
    """A link to a film."""

    url = StringField(_l("Link to the video"))
    label = StringField(_l("Words on the link"))

    def settings(self) -> dict[str, Any]:
        """The link."""
        return {"url": self.url.data or "", "label": self.label.data or ""}


class ServicesSection(SectionForm):
    """Which services are listed, and whether with their prices."""

    service_ids = SelectMultipleField(
        _l("Services"),
        validate_choice=False,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    prices = BooleanField(_l("Show prices"))

    @classmethod
    def shown(cls, settings: Mapping[str, Any]) -> dict[str, Any]:
        """The keys as text, as checkboxes hold them."""
        keys = [str(key) for key in settings.get("service_ids", [])]
        return {"service_ids": keys, "prices": settings.get("prices", True)}

    def settings(self) -> dict[str, Any]:
        """What is ticked."""
        typed = [key for key in self.service_ids.data or [] if re.fullmatch("[0-9]{1,9}", key)]
        return {"service_ids": list(map(int, typed)), "prices": bool(self.prices.data)}


class FeaturedSection(SectionForm):
    """The featured products: how many, and how they are arranged."""

    count = SelectField(
        _l("How many"),
        choices=choices([(str(n), str(n)) for n in range(1, MOST_PRODUCTS + 1)]),
        validate_choice=False,
    )
    layout = RadioField(
        _l("Arrange as"),
        choices=choices([("grid", _l("Grid")), ("list", _l("List"))]),
        validate_choice=False,
    )

    @classmethod
    def shown(cls, settings: Mapping[str, Any]) -> dict[str, Any]:
        """The number as text, as a select holds it."""
        return {**settings, "count": str(settings.get("count", 6))}

    def settings(self) -> dict[str, Any]:
        """How many, and how."""
        typed = self.count.data or ""
        count = int(typed) if re.fullmatch("[0-9]{1,3}", typed, re.ASCII) else 0
        return {"count": count, "layout": self.layout.data or "grid"}


class ProductsSection(FeaturedSection):
    """The first products of the shop, or of one category."""

    category_id = SelectField(_l("Category"), validate_choice=False)

    @classmethod
    def shown(cls, settings: Mapping[str, Any]) -> dict[str, Any]:
        """The category's key as text; all of them is empty."""
        return super().shown(settings) | {"category_id": str(settings.get("category_id") or "")}

    def settings(self) -> dict[str, Any]:
        """The category besides."""
        typed = self.category_id.data or ""
        is_key = re.fullmatch("[0-9]{1,9}", typed, re.ASCII)
        return super().settings() | {"category_id": int(typed) if is_key else None}
