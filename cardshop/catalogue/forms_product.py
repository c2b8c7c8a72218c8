"""The product form: what its buttons do to its lists, and how it shows a product."""

from __future__ import annotations

from typing import ClassVar, Self

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    HiddenField,
    MultipleFileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)

from cardshop.catalogue.domain.combinations import combined
from cardshop.catalogue.domain.content import MOST_GROUPS, MOST_IMAGES, MOST_OPTIONS, MOST_VARIANTS
from cardshop.catalogue.forms_parts import (
    GroupRow,
    OptionRow,
    PictureRow,
    VariantRow,
    choices_of,
    opened,
    sealed,
    without_blank_groups,
)
from cardshop.lib.errors import FieldError, FieldErrors, Invalid
from cardshop.lib.rows import Row, rearranged, without_blanks
from cardshop.web.choices import choices
from cardshop.web.forms import summary
from cardshop.web.lists import ListsForm, list_of

STATUSES = (
    ("active", _l("On sale")),
    ("sold_out", _l("Sold out")),
    ("draft", _l("Draft")),
    ("archived", _l("Archived")),
)
# How long a product takes, in minutes of each unit.
UNITS = {"minutes": 1, "hours": 60, "days": 1440}


class ProductForm(ListsForm):
    """Everything that can be said of a product. Lists take one more than the rules allow, so that
    the rules can say their sentence.
    """

    LISTS: ClassVar[dict[str, tuple[str, ...]]] = {
        "images": ("picture_id",),
        "options": ("name", "values"),
        "variants": ("values",),
        "groups": ("name",),
    }
    FRESH: ClassVar[dict[str, Row]] = {
        "groups": {"minimum": "0", "maximum": "1", "modifiers": [{}]},
    }

    files = MultipleFileField(_l("Add pictures"))
    images = list_of(PictureRow, most=MOST_IMAGES + 1)
    name = StringField(_l("Name"))
    price = StringField(_l("Price"))
    compare_at_price = StringField(_l("Old price"))
    description = TextAreaField(_l("Description"))
    options = list_of(OptionRow, most=MOST_OPTIONS + 1)
    variants = list_of(VariantRow, most=MOST_VARIANTS + 1)
    groups = list_of(GroupRow, most=MOST_GROUPS + 1)
    status = RadioField(_l("In the shop"), choices=choices(STATUSES), validate_choice=False)
    category_id = SelectField(_l("Category"), validate_choice=False)
    featured = BooleanField(_l("Featured"))
    stock = StringField(_l("In stock"))
    stock_was = HiddenField()
    preparation = StringField(_l("Ready after"))
    unit = SelectField(
        _l("Unit"),
        choices=choices([("minutes", _l("minutes")), ("hours", _l("hours")), ("days", _l("days"))]),
        validate_choice=False,
    )
    tags = StringField(_l("Tags"))
    tax_rate = StringField(_l("Tax in percent"))
    sku = StringField(_l("Article number (SKU)"))
    brand = StringField(_l("Brand"))
    gtin = StringField(_l("Barcode number"))
    slug = StringField(_l("Address"))

    def after(self, act: str) -> Self:
        """The same form after one of its list buttons, those of a group's extras among them."""
        rows = self.rows()
        name, _, rest = act.partition(":")
        if act == "variants:make":
            return self.combined()
        for place, group in enumerate(rows["groups"]):
            if name == f"groups-{place}-modifiers":
                group["modifiers"] = rearranged({name: group["modifiers"]}, act)[name]
        rows = rearranged(rows, act)
        if rest == "add" and name in self.FRESH:
            rows[name][-1] = dict(self.FRESH[name])
        return self.holding(rows)

    def tidy(self) -> Self:
        """The same form without blank rows, so that faults find the rows that they are about."""
        kept = self.rows()
        return self.holding(
            {
                **kept,
                "images": without_blanks(kept["images"], typed=("picture_id",)),
                "options": without_blanks(kept["options"], typed=("name", "values")),
                "groups": without_blank_groups(kept["groups"]),
            }
        )

    def combined(self) -> Self:
        """The same form with a row for each combination. Raises TooManyCombinations."""
        rows = [{**row, "values": opened(row["values"])} for row in self.rows()["variants"]]
        made = combined([values for values in self.option_values if values], rows)
        held = self.holding({**self.rows(), "variants": [_shown(row, self) for row in made]})
        held.fresh = any(row.get("fresh") for row in made)
        return held

    # True when combinations came that nobody has seen yet.
    fresh = False

    @property
    def option_values(self) -> list[list[str]]:
        """The choices of each option."""
        known = {value for values in self.offered for value in values}
        return [choices_of(row["values"] or "", known) for row in self.rows()["options"]]

    @property
    def is_refused(self) -> bool:
        """True when something is wrong and said beside a field."""
        return bool(summary(self))

    def refuse_options(self, refusal: Invalid) -> None:
        """Say beside the first option what is wrong with all of them."""
        self.take(FieldErrors([FieldError("/options/0/values", refusal.detail)]))

    @property
    def offered(self) -> list[list[str]]:
        """The combination of each variant row."""
        return [opened(entry.form["values"].data) for entry in self.variants.entries]

    @property
    def room_for_pictures(self) -> int:
        """How many more the product may have."""
        return max(0, MOST_IMAGES - len(self.images.entries))


def _shown(row: Row, form: ProductForm) -> Row:
    price = row["price"] if row.get("price") else form.price.data
    return {**row, "values": sealed(row["values"]), "price": price}
