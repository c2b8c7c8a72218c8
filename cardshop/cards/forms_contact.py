"""The contact form: phones, e-mails, websites and places, in the owner's order."""

from __future__ import annotations

from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import Form as Rows
from wtforms import SelectField, StringField, TextAreaField

from cardshop.lib import phones
from cardshop.lib.rows import Row
from cardshop.web.choices import choices
from cardshop.web.lists import ListsForm, list_of, words

PHONE_KINDS = [
    ("mobile", _l("Mobile")),
    ("work", _l("Work")),
    ("home", _l("Home")),
    ("main", _l("Main")),
    ("fax", _l("Fax")),
    ("other", _l("Other")),
]
PLACE_KINDS = [("work", _l("Work")), ("home", _l("Home")), ("other", _l("Other"))]


def kind_of(kinds: list[tuple[str, Any]]) -> SelectField:
    """The kind of a row; the card's own rules say which there are."""
    return SelectField(_l("Kind"), choices=choices(kinds), validate_choice=False)


class PhoneRow(Rows):
    """A number to call."""

    kind = kind_of(PHONE_KINDS)
    number = StringField(_l("Phone number"))


class EmailRow(Rows):
    """An address to write to."""

    kind = kind_of(PLACE_KINDS)
    address = StringField(_l("E-mail address"))


class WebsiteRow(Rows):
    """A page elsewhere."""

    url = StringField(_l("Web address"))
    label = StringField(_l("Words on the link"))


class AddressRow(Rows):
    """A place to go to."""

    kind = kind_of(PLACE_KINDS)
    street = TextAreaField(_l("Street and number"))
    city = StringField(_l("Town or city"))
    postal_code = StringField(_l("Postal code"))
    region = StringField(_l("Region"))
    country = StringField(_l("Country"))
    latitude = StringField(_l("Latitude"))
    longitude = StringField(_l("Longitude"))


class ContactForm(ListsForm):
    """Every way to reach the business."""

    LISTS: ClassVar[dict[str, tuple[str, ...]]] = {
        "phones": ("number",),
        "emails": ("address",),
        "websites": ("url", "label"),
        "addresses": (
            "street",
            "city",
            "postal_code",
            "region",
            "country",
            "latitude",
            "longitude",
        ),
    }

    phones = list_of(PhoneRow)
    emails = list_of(EmailRow)
    websites = list_of(WebsiteRow)
    addresses = list_of(AddressRow)

    @classmethod
    def showing(cls, card: Any) -> ContactForm:
        """The form of a card; the first phone and e-mail have their empty row ready."""
        shown = [{**phone, "number": phones.show(phone["number"])} for phone in card.phones]
        return cls(
            formdata=None,
            data={
                "phones": shown or [{}],
                "emails": card.emails or [{}],
                "websites": card.websites,
                "addresses": card.addresses,
            },
        )

    def changes(self) -> dict[str, list[Row]]:
        """What was typed, in the shapes of the card."""
        typed = self.rows()
        return {
            "phones": [_kind(row) | words(row, "number") for row in typed["phones"]],
            "emails": [_kind(row) | words(row, "address") for row in typed["emails"]],
            "websites": [words(row, "label", "url") for row in typed["websites"]],
            "addresses": [_place(row) for row in typed["addresses"]],
        }


def _kind(row: Row) -> Row:
    """The chosen kind; where none was sent, the card's rules choose."""
    return {"kind": row["kind"]} if row.get("kind") else {}


def _place(row: Row) -> Row:
    written = words(row, "street", "city", "region", "postal_code", "country")
    return (
        _kind(row) | written | {name: _degrees(row.get(name)) for name in ("latitude", "longitude")}
    )


def _degrees(typed: Any) -> Any:
    """A number where one was typed; other words are left for the card's rules to refuse."""
    text = str(typed if typed is not None else "").strip().replace(",", ".")
    try:
        return float(text) if text else None
    except ValueError:
        return text
