"""The rows of the product form's lists: pictures, options, variants, extras in groups."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms import Form as Rows

from cardshop.catalogue.domain.content import MOST_MODIFIERS
from cardshop.lib.rows import Row, without_blanks
from cardshop.web.lists import list_of

_MOST_PARTS, _LONGEST_PART = 3, 60


class PictureRow(Rows):
    """A picture of the product that is kept already."""

    picture_id = HiddenField()
    alt = StringField(_l("What the picture shows"))


class OptionRow(Rows):
    """Something to choose, and the words to choose from, one a line."""

    name = StringField(_l("Name"))
    values = TextAreaField(_l("Choices"))


class VariantRow(Rows):
    """One combination of choices. `values` is a JSON list; `stock_was` is what the page showed."""

    id = HiddenField()
    values = HiddenField()
    sold = BooleanField(_l("Sell this"))
    price = StringField(_l("Price"))
    stock = StringField(_l("In stock"))
    stock_was = HiddenField()
    sku = StringField(_l("Article number (SKU)"))
    gtin = StringField(_l("Barcode number"))
    image_id = SelectField(_l("Picture"), validate_choice=False)


class ModifierRow(Rows):
    """One extra."""

    id = HiddenField()
    name = StringField(_l("Extra"))
    price = StringField(_l("Adds to the price"))


class GroupRow(Rows):
    """Extras of which some may be picked."""

    id = HiddenField()
    name = StringField(_l("Group"))
    minimum = StringField(_l("At least"))
    maximum = StringField(_l("At most"))
    modifiers = list_of(ModifierRow, most=MOST_MODIFIERS + 1)


def choices_of(typed: str, known: Collection[str]) -> list[str]:
    """The words of the lines. One with commas is several, unless it is a choice that there is."""
    lines = [" ".join(line.split()) for line in typed.splitlines()]
    return [
        word
        for line in lines
        for word in ([line] if line in known else between_commas(line))
        if word
    ]


def between_commas(typed: str) -> list[str]:
    """The words between commas, as they are typed in any script."""
    apart = re.split("[,،、，]", typed)
    return [word for word in (" ".join(part.split()) for part in apart) if word]


def sealed(values: list[str]) -> str:
    """A combination as a hidden field carries it."""
    return json.dumps(values, ensure_ascii=False)


def opened(sent: Any) -> list[str]:
    """The combination that a hidden field carries; none for what is not ours."""
    try:
        values = json.loads(str(sent or "[]")[:1000])
    except ValueError:
        return []
    fits = isinstance(values, list) and all(isinstance(value, str) for value in values)
    return [value[:_LONGEST_PART] for value in values[:_MOST_PARTS]] if fits else []


def without_blank_groups(groups: list[Row]) -> list[Row]:
    """The groups in which something was typed, each with the extras in which something was."""
    kept = [
        {**g, "modifiers": without_blanks(g["modifiers"], typed=("name", "price"))} for g in groups
    ]
    return [g for g in kept if (g["name"] or "").strip() or g["modifiers"]]
