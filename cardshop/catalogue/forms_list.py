"""What is typed into the list of products: a row's price and count, and what many are given."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField, StringField

from cardshop.catalogue.forms_product import STATUSES
from cardshop.catalogue.models import Category
from cardshop.catalogue.presenters_form import shelves
from cardshop.web.choices import choices
from cardshop.web.forms import Form


class QuickForm(Form):
    """The price and the count of one product; its fields carry its key, as the list has many."""

    price = StringField(_l("Price"))
    stock = StringField(_l("In stock"))
    stock_was = HiddenField()

    def of(self, product_id: int) -> QuickForm:
        """The form of this product."""
        for field in (self.price, self.stock):
            field.id = f"{field.name}-{product_id}"
        self.product_id = product_id
        return self

    def loosened(self) -> QuickForm:
        """The form with its faults said above the list, which does not show the product now."""
        for field in (self.price, self.stock):
            self.form_errors += field.errors
            field.errors = ()
        return self

    product_id = 0


class ManyForm(Form):
    """What happens to the products that are ticked."""

    all = BooleanField()
    status = SelectField(_l("In the shop"), choices=choices(STATUSES), validate_choice=False)
    category_id = SelectField(_l("Category"), validate_choice=False)
    percent = StringField(_l("Prices, in percent"))

    def offering(self, categories: Sequence[Category]) -> ManyForm:
        """The form, offering these categories."""
        none = [("", _("Choose one")), ("0", _("No category"))]
        self.category_id.choices = choices([*none, *shelves(categories)])
        return self
