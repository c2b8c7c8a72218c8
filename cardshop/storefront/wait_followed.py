"""A place on a waiting list as its customer follows it: what is read to show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from flask import g

from cardshop.accounts import queries as accounts
from cardshop.booking import queries
from cardshop.booking.domain import waiting as rules
from cardshop.booking.messages import waiting as messages
from cardshop.booking.models import Calendar, Service, WaitingEntry, WaitingState
from cardshop.booking.queries import waiting as lists
from cardshop.lib import zones
from cardshop.storefront import book_followed, book_frame
from cardshop.storefront.book_frame import BookFrame
from cardshop.web import locales
from cardshop.web.site import absolute


@dataclass(frozen=True)
class Known:
    """An entry with all that its page needs. `minutes` is how long a time is held."""

    entry: WaitingEntry
    service: Service
    calendar: Calendar | None
    frame: BookFrame
    minutes: int

    @property
    def path(self) -> str:
        """Its address on this site."""
        return f"/w/{self.entry.token}"

    @property
    def url(self) -> str:
        """The same with its host."""
        return absolute(self.path)

    @property
    def zone(self) -> ZoneInfo:
        """The customer's clock."""
        return ZoneInfo(self.entry.customer_timezone or self.list_zone.key)

    @property
    def list_zone(self) -> ZoneInfo:
        """Where the day is a local date."""
        owner = self.calendar or self.frame.business
        return ZoneInfo(owner.timezone)

    @cached_property
    def with_whom(self) -> str:
        """Whom they want, or who has the held time; empty for anyone."""
        held = lists.held_calendar_id(self.entry) if self.is_offered else None
        if held is None:
            return self.calendar.name if self.calendar else ""
        return queries.calendar_of(self.frame.business.id, held).name

    @property
    def is_waiting(self) -> bool:
        """Whether it may still be their turn."""
        is_over = rules.is_over(self.entry.day, self.list_zone, at=self.frame.now)
        return self.entry.state is WaitingState.WAITING and not is_over

    @property
    def is_offered(self) -> bool:
        """Whether a time is held for them now."""
        until = self.entry.offer_until
        return until is not None and self.frame.now < until

    @property
    def starts_at(self) -> datetime:
        """The start that is held. Only where one is."""
        return self.entry.offered_starts_at or self.frame.now

    @property
    def held_until(self) -> str:
        """Until when it is held, in the customer's zone."""
        return messages.held_until(self.entry, at=self.frame.now)

    @cached_property
    def place(self) -> int:
        """Their place in the queue."""
        return lists.place_of(self.entry)

    @property
    def stands(self) -> str:
        """How the wait stands, for scripts to compare."""
        return f"{self.entry.state.value} {self.place if self.is_waiting else ''}".strip()

    @property
    def again(self) -> str:
        """Where the service is booked; empty where it is not to be seen."""
        shown = self.frame.path and self.service.is_active
        return f"{self.frame.path}/book/{self.service.slug}" if shown else ""

    def is_here(self, instant: datetime) -> bool:
        """Whether the customer's clock shows what the clock of the place shows."""
        return zones.are_alike(self.zone.key, self.list_zone.key, instant)


def known(token: str, *, at: datetime) -> Known:
    """What is shown of a link's entry now. Raises NoSuchEntry.

    From here on the page speaks its language.
    """
    entry = lists.entry_by_token(token)
    g.locale = str(locales.parse(entry.locale)).replace("_", "-")
    business = accounts.business(entry.business_id)
    card = book_followed.card_of(business.id, entry.card_id)
    frame = book_frame.frame_of(business, card, locale=entry.locale, at=at)
    chosen = entry.calendar_id
    return Known(
        entry,
        queries.service_of(business.id, entry.service_id),
        queries.calendar_of(business.id, chosen) if chosen else None,
        frame,
        queries.settings_of(business.id).offer_minutes,
    )
