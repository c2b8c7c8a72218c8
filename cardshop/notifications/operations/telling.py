"""Telling people of an event: rows of the outbox, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from cardshop.accounts.models import Account, Business
from cardshop.db import db
from cardshop.lib import phones, templates
from cardshop.notifications import outbox, queries
from cardshop.notifications.domain.events import EMAIL, PUSH, SMS, WEBHOOK, WHATSAPP, Person
from cardshop.notifications.domain.quiet import after_quiet
from cardshop.notifications.domain.segments import measure
from cardshop.notifications.messages import programs, short
from cardshop.notifications.models import Channel, MessagingSettings
from cardshop.notifications.notice import Notice, Recipient, Voice
from cardshop.notifications.outbox import Envelope
from cardshop.web.locales import direction, screen_language, speaking
from cardshop.web.outgoing import Letter
from cardshop.web.site import absolute

CUSTOMER, SYSTEM = "customer", "system"
_BY_TELEPHONE = frozenset({WHATSAPP, SMS})


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said to one person: the short words, and what fills the gaps."""

    short: str
    values: dict[str, str]
    subject: str = ""
    letter: str = ""

    @property
    def phone_content(self) -> dict[str, Any]:
        """For WhatsApp, which may need the values for a template, and SMS."""
        return {"text": self.short, "values": self.values}


def tell(notice: Notice, *, at: datetime) -> None:
    """Put into the outbox what is due to the customer, the owners, their browsers and webhooks.

    Telling the same again tells nobody twice.
    """
    business = db.session.get_one(Business, notice.business_id)
    teller = _Teller(notice, business, queries.messaging_of(business.id), at)
    channels = queries.matrix(business.id, notice.event)
    on = channels.get((notice.event, Person.CUSTOMER), frozenset())
    if notice.customer is not None and on:
        teller.customer(notice.customer, on)
    on = channels.get((notice.event, Person.OWNER), frozenset())
    if on:
        teller.owners(on)


class _Teller:
    """One notice on its way into the outbox."""

    def __init__(
        self, notice: Notice, business: Business, settings: MessagingSettings, at: datetime
    ) -> None:
        self.notice, self.business, self.settings, self.at = notice, business, settings, at

    def customer(self, who: Recipient, on: frozenset[str]) -> None:
        """One e-mail, and one message by telephone with what to try instead."""
        with speaking(who.voice.locale):
            words = self._words(Person.CUSTOMER, who.voice)
            letter = self._letter(None, words) if who.email else None
        if letter is not None and EMAIL in on:
            self._post(letter, Person.CUSTOMER)
        instead = letter if letter is not None and EMAIL not in on else None
        self._by_telephone(who, words, on, instead=instead)

    def owners(self, on: frozenset[str]) -> None:
        """E-mail and push to everybody of the business but whoever did it; webhooks always."""
        for account in queries.told_accounts(self.business.id) if EMAIL in on else ():
            if account.email != self.notice.actor:
                self._mail_owner(account)
        if self.notice.actor in (CUSTOMER, SYSTEM):
            self._disturb(on)
        if WEBHOOK in on:
            self._webhooks()

    def _disturb(self, on: frozenset[str]) -> None:
        """What makes a telephone ring: only for what somebody else did."""
        if PUSH in on:
            self._push()
        if on & _BY_TELEPHONE:
            who = Recipient(self.business.name, self.business.whatsapp, "", self._voice)
            with speaking(self._voice.locale):
                words = self._words(Person.OWNER, self._voice)
            self._by_telephone(who, words, on, person=Person.OWNER)

    @property
    def _voice(self) -> Voice:
        return Voice(self.business.locale, self.business.timezone)

    def _words(self, person: Person, voice: Voice) -> _Words:
        """The business's own words where it has some, else the built-in ones, filled."""
        typed, is_rtl = self.notice.values(person, voice), direction(voice.locale) == "rtl"
        values = {name: short.safe(words, is_rtl=is_rtl) for name, words in typed.items()}
        cell = (self.notice.event, person)
        own = queries.text_of(self.business.id, cell, screen_language(voice.locale))
        template = (own.short if own else "") or short.built_in(cell)
        return _Words(
            templates.filled(template, values),
            values,
            templates.filled(own.subject, values) if own else "",
            templates.filled(own.letter, values) if own else "",
        )

    def _letter(self, account: Account | None, words: _Words) -> Letter | None:
        letter = self.notice.letter(account)
        if letter is None:
            return None
        subject, text = words.subject or letter.subject, words.letter or letter.text
        return replace(letter, subject=subject, text=text)

    def _mail_owner(self, account: Account) -> None:
        with speaking(account.locale):
            words = self._words(Person.OWNER, Voice(account.locale, self.business.timezone))
            letter = self._letter(account, words)
        if letter is not None:
            self._post(letter, Person.OWNER)

    def _post(self, letter: Letter, person: Person) -> None:
        envelope = self._envelope(person, Channel.EMAIL, letter.recipient)
        key = letter.deduplication_key
        outbox.put(
            replace(envelope, kind=letter.kind, content=letter.content, deduplication_key=key),
            self.at,
        )

    def _by_telephone(
        self,
        who: Recipient,
        words: _Words,
        on: frozenset[str],
        *,
        instead: Letter | None = None,
        person: Person = Person.CUSTOMER,
    ) -> None:
        if not on & _BY_TELEPHONE:
            return
        phone_key = phones.canonical(who.phone) if who.phone and words.short else ""
        if not phone_key or not queries.wants_messages(self.business.id, phone_key):
            if instead is not None and self.settings.falls_back_to_email:
                self._post(instead, person)
            return
        channel = Channel.WHATSAPP if WHATSAPP in on else Channel.SMS
        envelope = self._after_quiet(self._envelope(person, channel, who.phone), who.voice)
        language = {"language": screen_language(who.voice.locale)}
        outbox.put(
            replace(
                envelope,
                content=words.phone_content | self._put_off(who.voice) | language,
                phone_key=phone_key,
                segments=measure(words.short).parts if channel is Channel.SMS else 0,
                fallbacks=list(self._fallbacks(on, who, words, instead)),
            ),
            self.at,
        )

    def _put_off(self, voice: Voice) -> dict[str, str]:
        """Whose night it must not disturb, should it leave later than now."""
        return {} if self.notice.is_awaited else {"quiet_zone": voice.timezone}

    def _after_quiet(self, envelope: Envelope, voice: Voice) -> Envelope:
        """The same when nobody is disturbed; what that puts off is not late for it."""
        if self.notice.is_awaited:
            return envelope
        due = self.notice.due_at or self.at
        quiet = (self.settings.quiet_from, self.settings.quiet_until)
        zone, end = ZoneInfo(voice.timezone), self.notice.drop_after
        told = max(after_quiet(due, quiet, zone, before=end), self.at)
        late = envelope.late_after
        if late is not None and told > due:
            late += told - due
        return replace(envelope, due_at=told, late_after=late)

    def _fallbacks(
        self, on: frozenset[str], who: Recipient, words: _Words, instead: Letter | None
    ) -> Iterator[dict[str, Any]]:
        """What is tried when the first way refuses for good."""
        if WHATSAPP in on and (SMS in on or self.settings.falls_back_to_sms):
            content = {"text": words.short, **self._put_off(who.voice)}
            yield {"channel": SMS, "recipient": who.phone, "content": content}
        if instead is not None and self.settings.falls_back_to_email:
            yield {"channel": EMAIL, "recipient": who.email, "content": instead.content}

    def _push(self) -> None:
        voice = self._voice
        browsers = queries.push_subscriptions(self.business.id)
        if not browsers:
            return
        with speaking(voice.locale):
            words = self._words(Person.OWNER, voice)
        for browser in browsers if words.short else ():
            envelope = self._envelope(Person.OWNER, Channel.PUSH, f"push:{browser.id}")
            content = {
                "title": self.business.name,
                "body": words.short,
                "url": absolute(self.notice.path),
                **self._put_off(voice),
            }
            pushed = replace(envelope, content=content, push_subscription_id=browser.id)
            outbox.put(self._after_quiet(pushed, voice), self.at)

    def _webhooks(self) -> None:
        """Programs hear of everything, at any hour and however late."""
        hooks = queries.webhooks_for(self.business.id, self.notice.event)
        for content in programs.contents(self.notice, at=self.at) if hooks else ():
            for hook in hooks:
                made = self._envelope(Person.OWNER, Channel.WEBHOOK, f"webhook:{hook.id}")
                key = f"{content['id']}:{made.recipient}"
                made = replace(made, content=content, deduplication_key=key, webhook_id=hook.id)
                outbox.put(replace(made, late_after=None, drop_after=None), self.at)

    def _envelope(self, person: Person, channel: Channel, recipient: str) -> Envelope:
        notice, event = self.notice, self.notice.event.value
        kind, key = notice.subject or ("", None)
        return Envelope(
            business_id=self.business.id,
            channel=channel,
            kind=event,
            recipient=recipient,
            content={},
            deduplication_key=f"{notice.key}:{person.value}:{channel.value}:{recipient}"[:200],
            due_at=notice.due_at,
            event=event,
            person=person.value,
            subject_kind=kind,
            subject_id=key,
            late_after=notice.late_after,
            drop_after=notice.drop_after,
        )
