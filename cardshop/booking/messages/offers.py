"""What is said of a time that is held for somebody who waits, for every channel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from cardshop.accounts.models import Account, Business
from cardshop.booking.messages import waiting, words
from cardshop.booking.models import WaitingEntry
from cardshop.notifications import operations as notifications
from cardshop.notifications.domain.events import Event, Person
from cardshop.notifications.notice import Notice, Recipient, Voice
from cardshop.web.outgoing import Letter
from cardshop.web.site import absolute

SUBJECT = "waiting"
_LIST = "/app/waiting-list/"


def tell(entry: WaitingEntry, business: Business, *, service: str, at: datetime) -> None:
    """Tell the customer; and the owners by mail of one who left a telephone number alone.

    Nothing is sent once the hold is over.
    """

    def letter(account: Account | None) -> Letter | None:
        if account is None:
            return waiting.offered(entry, business, service=service, at=at)
        if entry.customer_email:
            return None
        return waiting.offered_by_owner(entry, business, account, service=service, at=at)

    def values(person: Person, voice: Voice) -> Mapping[str, str]:
        known = {"name": entry.customer_name, "business": business.name, "service": service}
        return known | _times(entry, voice, at) | {"link": _link(entry, person)}

    voice = Voice(entry.locale, entry.customer_timezone)
    notice = Notice(
        event=Event.WAITING_OFFER,
        business_id=business.id,
        key=f"{Event.WAITING_OFFER.value}:{entry.token}:{entry.offers}",
        values=values,
        letter=letter,
        customer=Recipient(entry.customer_name, entry.customer_phone, entry.customer_email, voice),
        actor=notifications.SYSTEM,
        subject=(SUBJECT, entry.id),
        drop_after=entry.offer_until,
        # It is held for a short while: in the morning it would be too late.
        is_awaited=True,
        path=_LIST,
    )
    notifications.tell(notice, at=at)


def _times(entry: WaitingEntry, voice: Voice, at: datetime) -> dict[str, str]:
    start, until = waiting.offer_of(entry)
    is_theirs = voice.timezone == entry.customer_timezone and voice.locale == entry.locale
    return {
        "when": words.moment(start, voice.timezone, voice.locale),
        "until": waiting.held_until(entry, at=at)
        if is_theirs
        else words.short_when(until, voice.timezone, voice.locale),
    }


def _link(entry: WaitingEntry, person: Person) -> str:
    return waiting.link(entry) if person is Person.CUSTOMER else absolute(_LIST)
