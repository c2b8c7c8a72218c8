"""What a card lists: phones, e-mails, websites, places, profiles on networks, and its look."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from cardshop.cards.domain import networks
from cardshop.cards.domain.themes import Theme
from cardshop.cards.domain.typed import EmailAddress, PhoneNumber, Url
from cardshop.lib.errors import FieldError, FieldErrors, Invalid
from cardshop.lib.typed import Label, Typed
from cardshop.lib.validation import Strict, asking

# The words of `contact.PHONE_KINDS` and `contact.PLACE_KINDS`, as the schema shows them.
PhoneKind = Literal["mobile", "work", "home", "fax", "main", "other"]
PlaceKind = Literal["work", "home", "other"]
AddressLine = Annotated[str, Typed(120)]


class AddressEmpty(Invalid):
    """Enter at least a street or a town."""


class Phone(Strict):
    """A number to call, kept as E.164. The context `country` completes a national number."""

    kind: PhoneKind = "mobile"
    number: PhoneNumber


class Email(Strict):
    """An address to write to."""

    kind: PlaceKind = "work"
    address: EmailAddress


class Website(Strict):
    """A page elsewhere; the label ("Menu") may be empty."""

    label: Label = ""
    url: Url


class Address(Strict):
    """A place to go to."""

    kind: PlaceKind = "work"
    street: Annotated[str, Typed(200, lines=True)] = ""
    city: AddressLine = ""
    region: AddressLine = ""
    postal_code: Annotated[str, Typed(20)] = ""
    country: AddressLine = ""
    latitude: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)] | None = None


class Link(Strict):
    """A profile on a network, given as an address or a handle; the label replaces its name."""

    network: str | None = None
    url: Annotated[str, Typed(2000)]
    label: Label = ""


class Look(Strict):
    """Choices of a look, of `themes.CHOICES`; those left out stay as they are."""

    preset: str | None = None
    accent: str | None = None
    background: str | None = None
    surface: str | None = None
    font: str | None = None
    shape: str | None = None
    layout: str | None = None
    scheme: str | None = None

    def choices(self) -> dict[str, Any]:
        """What was chosen, for `Theme.changed`."""
        return self.model_dump(exclude_unset=True)


def check_address(address: Address) -> Address:
    """A place with something to find it by. Raises FieldErrors."""
    written = (address.street, address.city, address.region, address.postal_code, address.country)
    if not any(written) and (address.latitude is None or address.longitude is None):
        raise FieldErrors([FieldError("/street", AddressEmpty().detail)])
    return address


def check_link(link: Link) -> Link:
    """The link with its network recognised and its address written one way. Raises FieldErrors."""
    try:
        found = networks.recognise(link.url, link.network or None)
    except networks.NetworkUnknown as refusal:
        raise FieldErrors([FieldError("/network", refusal.detail)]) from refusal
    except Invalid as refusal:
        raise FieldErrors([FieldError("/url", refusal.detail)]) from refusal
    return link.model_copy(update={"network": found.network, "url": found.url})


def check_look(look: Look) -> Look:
    """Choices that exist. Raises FieldErrors."""
    Theme().changed(look.choices())
    return look


Phones = Annotated[list[Phone], Field(max_length=10)]
Emails = Annotated[list[Email], Field(max_length=10)]
Websites = Annotated[list[Website], Field(max_length=10)]
Addresses = Annotated[
    list[Annotated[Address, AfterValidator(asking(check_address))]], Field(max_length=5)
]
Links = Annotated[list[Annotated[Link, AfterValidator(asking(check_link))]], Field(max_length=60)]
Theming = Annotated[Look, AfterValidator(asking(check_look))]
