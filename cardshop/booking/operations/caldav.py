"""A small CalDAV client: it finds somebody's calendars and reads their events (RFC 4791)."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from cardshop.booking.domain import caldav_xml
from cardshop.booking.domain.caldav_xml import Found, NotCalDav
from cardshop.booking.domain.ical_file import LARGEST_FILE, CalendarTooLarge
from cardshop.booking.operations.sealing import Credentials
from cardshop.lib.errors import Invalid
from cardshop.notifications.channels.fetching import (
    Answered,
    AnsweredWith,
    Fetcher,
    Question,
    TooSlow,
    is_same_server,
)

MOST_CALENDARS = 20
# For all questions together; each has the fetcher's own limit besides.
SECONDS = 40.0

_WELL_KNOWN = "/.well-known/caldav"
_REFUSED = (401, 403)


class SignInRefused(Invalid):
    """The server refuses this user name and password. Many servers want an app password."""


class NoCalendarsThere(Invalid):
    """This user has no calendars at this address. Give the address of the calendar itself."""


class HrefElsewhere(Invalid):
    """This server names another one, which must not learn the password. Give its address."""


class TooManyCalendarsThere(Invalid):
    """There are more than 20 calendars at this address. Give the address of the one to read."""


@dataclass(frozen=True, slots=True)
class Collection:
    """A calendar on the server. `tag` changes with its events; empty, it tells nothing."""

    address: str
    tag: str


@dataclass(frozen=True, slots=True)
class Events:
    """The calendars' texts, one behind the other; none when `tag` is the one known before."""

    text: bytes | None
    tag: str


@dataclass(frozen=True, slots=True)
class Client:
    """One conversation with a server, as one user."""

    fetcher: Fetcher
    credentials: Credentials = field(repr=False)
    ends_at: float = field(default_factory=lambda: time.monotonic() + SECONDS)

    def events(
        self, address: str, window: tuple[datetime, datetime], *, known_tag: str = ""
    ) -> Events:
        """The events between two instants, of the calendars at an address.

        Nothing is asked for them while the calendars' tags together are `known_tag`. Raises
        refusals in plain words, among them those of the fetcher.
        """
        found = self.calendars(address)
        tag = _tag_of(found)
        if tag and tag == known_tag:
            return Events(None, tag)
        text = b""
        for collection in found:
            text += self._report(collection, window) + b"\r\n"
            if len(text) > LARGEST_FILE:
                raise CalendarTooLarge
        return Events(text.strip(), tag)

    def calendars(self, address: str) -> list[Collection]:
        """The calendars at an address: it is one itself, or that of a user, or of the server.

        Raises NoCalendarsThere, SignInRefused, NotCalDav and the fetcher's refusals.
        """
        try:
            found = self._around(address)
        except (NotCalDav, NoCalendarsThere):
            if urlsplit(address).path not in ("", "/"):
                raise
            found = self._around(urljoin(address, _WELL_KNOWN))
        if len(found) > MOST_CALENDARS:
            raise TooManyCalendarsThere
        return found

    def _around(self, address: str) -> list[Collection]:
        where, found = self._look(address)
        here = next(iter(found), None)
        if here and here.is_calendar:
            return [_collection(where, here)]
        home = next((one.home for one in found if one.home), "")
        principal = next((one.principal for one in found if one.principal), "")
        if not home and principal:
            where, found = self._look(_next(where, principal))
            home = next((one.home for one in found if one.home), "")
        if not home:
            raise NoCalendarsThere
        where, found = self._look(_next(where, home), depth=1)
        calendars = [_collection(where, one) for one in found if one.is_calendar and one.is_busy]
        if not calendars:
            raise NoCalendarsThere
        return calendars

    def _look(self, address: str, *, depth: int = 0) -> tuple[str, Sequence[Found]]:
        answer = self._ask(address, "PROPFIND", caldav_xml.LOOK_AROUND, depth)
        return answer.address, caldav_xml.found_in(answer.body)

    def _report(self, calendar: Collection, window: tuple[datetime, datetime]) -> bytes:
        body = caldav_xml.asked_between(*window)
        return caldav_xml.calendars_in(self._ask(calendar.address, "REPORT", body, 1).body)

    def _ask(self, address: str, method: str, body: bytes, depth: int) -> Answered:
        left = self.ends_at - time.monotonic()
        if left <= 0:
            raise TooSlow
        headers = {"Depth": str(depth), "Content-Type": "application/xml; charset=utf-8"}
        fetcher = replace(self.fetcher, seconds=min(left, self.fetcher.seconds))
        answer = fetcher.ask(Question(address, method, headers, body, self.credentials))
        if answer.status in _REFUSED:
            raise SignInRefused
        if answer.status in (404, 405, 410, 501):
            raise NotCalDav
        if answer.status != 207:
            raise NotCalDav if answer.status < 400 else AnsweredWith(status=answer.status)
        return answer


def _collection(where: str, found: Found) -> Collection:
    return Collection(_next(where, found.href), found.tag)


def _next(where: str, href: str) -> str:
    """The address that a server names. Raises HrefElsewhere for one of somebody else's.

    Apple's server names others of its domain, and only those may learn the password, too.
    """
    try:
        address = urljoin(where, href)
        if is_same_server(where, address) or _is_sibling(where, address):
            return address
    except (ValueError, KeyError):
        raise NotCalDav from None
    raise HrefElsewhere


def _is_sibling(where: str, address: str) -> bool:
    """Whether both are safe hosts of one domain, such as caldav.icloud.com and p1.icloud.com."""
    one, other = urlsplit(where), urlsplit(address)
    domain = (one.hostname or "").partition(".")[2]
    is_name = "." in domain and domain.rpartition(".")[2].isalpha()
    return (
        is_name
        and one.scheme == other.scheme == "https"
        and (other.hostname or "").endswith(f".{domain}")
    )


def _tag_of(calendars: Sequence[Collection]) -> str:
    """One tag for all of them; none when one of them has none."""
    if not all(calendar.tag for calendar in calendars):
        return ""
    told = sorted((calendar.address, calendar.tag) for calendar in calendars)
    return hashlib.sha256(repr(told).encode()).hexdigest()
