"""The business as a form: the same fields in the second step of signing up and in the settings."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField, StringField, TelField

from cardshop.accounts import zone_choices
from cardshop.accounts.domain.business import LONGEST_NAME
from cardshop.accounts.forms import choices
from cardshop.lib import clock
from cardshop.web.forms import Form
from cardshop.web.jinja import page_language


class BusinessForm(Form):
    """Name, country and what follows from it. The rules are those of BusinessChanges."""

    name = StringField(_l("Business name"))
    country = SelectField(_l("Country"), validate_choice=False)
    currency = SelectField(_l("Currency"), validate_choice=False)
    timezone = SelectField(_l("Time zone"), validate_choice=False)
    locale = SelectField(_l("Language of your customers"), validate_choice=False)
    whatsapp = TelField(_l("WhatsApp number"))
    longest_name = LONGEST_NAME

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer()

    def offer(self) -> None:
        """Fill the selects, for the country that is chosen now."""
        screen = page_language()
        country = self.country.data or ""
        self.country.choices = choices.holding(choices.country_choices(screen), country)
        self.currency.choices = choices.holding(
            choices.currency_choices(screen, clock.now().date()), self.currency.data
        )
        self.locale.choices = choices.holding(
            choices.locale_choices(screen, country), self.locale.data
        )
        self.timezone.choices = zone_choices.holding_zone(
            zone_choices.timezone_choices(), self.timezone.data
        )

    @property
    def fields(self) -> dict[str, Any]:
        """What was typed, in the shape of the API."""
        names = ("name", "country", "currency", "timezone", "locale", "whatsapp")
        return {name: self[name].data or "" for name in names}


class FirstBusinessForm(BusinessForm):
    """The second step. `proposed_for` is the country that the proposals on the page are for."""

    proposed_for = HiddenField()


class DetailsForm(BusinessForm):
    """The settings of the business."""

    prices_include_tax = BooleanField(_l("Prices include tax"))

    @property
    def fields(self) -> dict[str, Any]:
        """What was typed, in the shape of the API."""
        return {**super().fields, "prices_include_tax": bool(self.prices_include_tax.data)}
