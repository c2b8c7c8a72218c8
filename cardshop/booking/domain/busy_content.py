"""What may be said of a calendar elsewhere: one check for the page and the API."""

from __future__ import annotations

import re
from typing import Annotated, Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, model_validator

from cardshop.lib.errors import FieldError, FieldErrors, Invalid
from cardshop.lib.typed import Typed
from cardshop.lib.validation import Strict, asking, carried

LONGEST_ADDRESS, LONGEST_CREDENTIAL = 2000, 200

Kind = Literal["ics", "caldav"]


class AddressMissing(Invalid):
    """Enter the address of the calendar, like https://calendar.example/private.ics."""


class AddressNotSafe(Invalid):
    """Give an address that starts with https:// or webcal://."""


class AddressHoldsPassword(Invalid):
    """Leave the password out of the address. Choose “Password” and type it there."""


class AddressOfPage(Invalid):
    """This is the web page of the calendar. Copy its secret iCal address, which ends in .ics."""


class UserMissing(Invalid):
    """Enter the user name."""


class PasswordMissing(Invalid):
    """Enter the password."""


class UserWithColon(Invalid):
    """A user name cannot hold a colon."""


def check_address(typed: str) -> str:
    """The address with https and without its fragment. Raises refusals that say what to do."""
    address = re.sub(r"^webcals?:", "https:", typed.strip(), flags=re.IGNORECASE)
    if not address:
        raise AddressMissing
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        raise AddressNotSafe from None
    if parts.scheme != "https" or not host or re.search(r"[\s\\]", address):
        raise AddressNotSafe
    if parts.username is not None:
        raise AddressHoldsPassword
    if _is_page(parts):
        raise AddressOfPage
    return parts._replace(fragment="").geturl()


def _is_page(parts: SplitResult) -> bool:
    """Addresses that people copy from the bar of their browser."""
    host, path = (parts.hostname or "").lower(), parts.path.lower()
    if host == "calendar.google.com":
        return "/ical/" not in path
    return host.startswith("outlook.") and path.endswith(".html")


Address = Annotated[str, Typed(LONGEST_ADDRESS), AfterValidator(asking(check_address))]
Credential = Annotated[str, Typed(LONGEST_CREDENTIAL)]


class BusySourceContent(Strict):
    """A calendar elsewhere: the address of its file, or a CalDAV server with user and password."""

    url: Address
    kind: Kind = "ics"
    user: Credential = ""
    password: Credential = ""

    @model_validator(mode="after")
    def _signed_in(self) -> BusySourceContent:
        faults = list(self._faults()) if self.kind == "caldav" else []
        if faults:
            raise carried(FieldErrors(faults))
        return self

    def _faults(self) -> list[FieldError]:
        faults = [] if self.user else [FieldError("/user", UserMissing().detail)]
        if ":" in self.user:
            faults.append(FieldError("/user", UserWithColon().detail))
        if not self.password:
            faults.append(FieldError("/password", PasswordMissing().detail))
        return faults
