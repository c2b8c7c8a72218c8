"""What who waits is written: that they are on the list, that a time is theirs; and its wa.me link.

Without an e-mail address it is the owners who are written, with the message to the customer ready.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cardshop.accounts.models import Account, Business
from cardshop.booking.messages import words
from cardshop.booking.models import WaitingEntry
from cardshop.lib import phones
from cardshop.lib.dates import format_date, format_time
from cardshop.lib.wa_link import fits, wa_link
from cardshop.web.locales import speaking
from cardshop.web.outgoing import Letter
from cardshop.web.site import absolute


def link(entry: WaitingEntry) -> str:
    """The customer's own page, with its host."""
    return absolute(f"/w/{entry.token}")


def held_until(entry: WaitingEntry, *, at: datetime) -> str:
    """The end of the hold in the customer's zone: `14:20`, with its day where that is another."""
    zone, locale = ZoneInfo(entry.customer_timezone), entry.locale
    until = offer_of(entry)[1].astimezone(zone)
    if until.date() != at.astimezone(zone).date():
        return words.short_when(until, zone.key, locale)
    return format_time(until.time(), locale)


def joined(entry: WaitingEntry, business: Business, *, service: str, at: datetime) -> Letter:
    """That somebody with an e-mail address is on the list, and the link to leave it. Once a day."""
    with speaking(entry.locale):
        day = format_date(entry.day, entry.locale, "full")
        return Letter(
            business_id=business.id,
            kind="waiting-joined",
            recipient=entry.customer_email,
            subject=words.one_line(
                _("You are on the waiting list: %(service)s, %(day)s", service=service, day=day)
            ),
            text=_(
                "Hello %(name)s, you are on the waiting list of %(business)s.\n\n%(service)s\n"
                "%(day)s\n\nWhen a time becomes free and it is your turn, we write to you and hold"
                " it for you for a short while.\n\nYour place in the queue, and how to leave it:\n"
                "%(link)s",
                name=entry.customer_name,
                business=business.name,
                service=service,
                day=day,
                link=link(entry),
            ),
            deduplication_key=f"waiting-joined:{entry.token}:{at:%Y%m%d}",
        )


def offered(entry: WaitingEntry, business: Business, *, service: str, at: datetime) -> Letter:
    """That a time is held for a customer with an e-mail address, until when, and where to book."""
    start, _until = offer_of(entry)
    with speaking(entry.locale):
        when = words.short_when(start, entry.customer_timezone, entry.locale)
        subject = _("A time is free: %(service)s, %(when)s", service=service, when=when)
        return Letter(
            business_id=business.id,
            kind="waiting-offer",
            recipient=entry.customer_email,
            subject=words.one_line(subject),
            text=_text(entry, business, service, at=at),
            deduplication_key=f"waiting-offer:{entry.token}:{entry.offers}",
        )


def offered_by_owner(
    entry: WaitingEntry, business: Business, account: Account, *, service: str, at: datetime
) -> Letter:
    """To the owner: that a time is held for a customer who left a telephone number alone."""
    chat = whatsapp(entry, business, service=service, at=at)
    with speaking(account.locale):
        return Letter(
            business_id=business.id,
            kind="waiting-offer-owner",
            recipient=account.email,
            subject=words.one_line(
                _("Tell %(name)s that a time is free", name=entry.customer_name)
            ),
            text=_(
                "%(name)s waits for %(service)s and left no email address. A time is held for them"
                " now. Send them this message on WhatsApp:\n\n%(chat)s\n\nTheir number:"
                " %(phone)s\n\nThe waiting list:\n%(link)s",
                name=entry.customer_name,
                service=service,
                chat=chat,
                phone=phones.show(entry.customer_phone),
                link=absolute("/app/waiting-list/"),
            ),
            deduplication_key=f"waiting-offer:{entry.token}:{entry.offers}:{account.id}",
        )


def whatsapp(entry: WaitingEntry, business: Business, *, service: str, at: datetime) -> str:
    """The wa.me link to a customer, with the offer in their language, or a question without one.

    Of an offer that is too long for some phones the link alone is left.
    """
    digits = phones.whatsapp_digits(entry.customer_phone)
    with speaking(entry.locale):
        if entry.offer_until is None:
            return wa_link(digits, _question(entry, business, service))
        full = wa_link(digits, _text(entry, business, service, at=at))
    return full if fits(full) else wa_link(digits, link(entry))


def _question(entry: WaitingEntry, business: Business, service: str) -> str:
    return str(
        _(
            "Hello %(name)s, you wait for %(service)s on %(day)s at %(business)s.",
            name=entry.customer_name,
            service=service,
            day=format_date(entry.day, entry.locale, "full"),
            business=business.name,
        )
    )


def _text(entry: WaitingEntry, business: Business, service: str, *, at: datetime) -> str:
    start, _until = offer_of(entry)
    return str(
        _(
            "Hello %(name)s, a time became free at %(business)s.\n\n%(service)s\n%(when)s\n\n"
            "It is held for you until %(until)s. Book it here:\n%(link)s\n\n"
            "After that it goes to whoever is next.",
            name=entry.customer_name,
            business=business.name,
            service=service,
            when=words.moment(start, entry.customer_timezone, entry.locale),
            until=held_until(entry, at=at),
            link=link(entry),
        )
    )


def offer_of(entry: WaitingEntry) -> tuple[datetime, datetime]:
    """The offered start and the end of the hold. Only of somebody to whom a time is offered."""
    if entry.offered_starts_at is None or entry.offer_until is None:
        raise ValueError("nothing is offered")
    return entry.offered_starts_at, entry.offer_until
