"""What a person or a business can be reached by, as every page, export and import sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

PHONE_KINDS = ("mobile", "work", "home", "fax", "main", "other")
PLACE_KINDS = ("work", "home", "other")


@dataclass(frozen=True, slots=True)
class Phone:
    """A number to call; `kind` is one of PHONE_KINDS."""

    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class Email:
    """An address to write to; `kind` is one of PLACE_KINDS."""

    kind: str
    address: str


@dataclass(frozen=True, slots=True)
class Website:
    """A page elsewhere, with the words that name it ("Menu"), which may be empty."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Address:
    """A place to go to; `kind` is one of PLACE_KINDS, the country a name or a code as written."""

    kind: str
    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None

    @property
    def lines(self) -> list[str]:
        """The written parts, in the order of an envelope, without the empty ones."""
        town = " ".join(part for part in (self.postal_code, self.city) if part)
        return [part for part in (self.street, town, self.region, self.country) if part]


@dataclass(frozen=True, slots=True)
class SocialLink:
    """A profile on a network of `network_table`; the label replaces the network's name."""

    network: str
    url: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Everything a contact file can say. Only `display_name` is always there.

    `photo` holds the bytes of a JPEG or PNG; `revised_at` is aware; `language` is a BCP 47 tag;
    `card_url` is the address of the card itself, beside the websites that its owner wrote.
    """

    display_name: str
    given_name: str = ""
    family_name: str = ""
    additional_names: str = ""
    name_prefix: str = ""
    name_suffix: str = ""
    headline: str = ""
    organisation: str = ""
    job_title: str = ""
    note: str = ""
    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    websites: tuple[Website, ...] = ()
    addresses: tuple[Address, ...] = ()
    links: tuple[SocialLink, ...] = ()
    categories: tuple[str, ...] = ()
    photo: bytes | None = field(default=None, repr=False)
    uid: str = ""
    revised_at: datetime | None = None
    language: str = ""
    card_url: str = ""
