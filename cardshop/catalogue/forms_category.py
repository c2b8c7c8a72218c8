"""The form of a category."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField

from cardshop.catalogue.models import Category
from cardshop.lib.typed import LARGEST_KEY
from cardshop.web.choices import choices
from cardshop.web.forms import Form


class CategoryForm(Form):
    """A category's name, and the one it stands in."""

    name = StringField(_l("Name"))
    parent_id = SelectField(_l("Stands in"), validate_choice=False)

    def offering(self, categories: Sequence[Category], own: int | None = None) -> CategoryForm:
        """The form, offering the categories that this one can stand in."""
        tops = [(str(c.id), c.name) for c in categories if c.parent_id is None and c.id != own]
        self.parent_id.choices = choices([("", _("No other category")), *tops])
        return self

    def content(self) -> dict[str, Any]:
        """What was typed, in the shape of a category's content."""
        parent = self.parent_id.data or ""
        key = int(parent) if parent.isascii() and parent.isdecimal() and len(parent) < 10 else None
        return {
            "name": self.name.data or "",
            "parent_id": LARGEST_KEY if parent and key is None else key,
        }
