"""A message of a customer: taken once, understood, answered, and told to the owner if need be."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from cardshop.accounts.models import Business
from cardshop.db import db
from cardshop.lib import phones
from cardshop.lib.errors import Refusal
from cardshop.notifications import answers, neighbours
from cardshop.notifications.answers import Answered, Superseded
from cardshop.notifications.domain.events import Person
from cardshop.notifications.domain.inbound import Inbound
from cardshop.notifications.domain.replies import Meaning, is_answered_by_carrier, meaning_of
from cardshop.notifications.messages import replies
from cardshop.notifications.models import (
    Channel,
    Conversation,
    InboundKind,
    InboundMessage,
    Message,
    MessageState,
)
from cardshop.notifications.operations import opting
from cardshop.notifications.operations.hearing import tell_owners
from cardshop.notifications.operations.signing import Signer
from cardshop.notifications.operations.talking import opened
from cardshop.notifications.queries import inbound as queries
from cardshop.notifications.queries import telephone
from cardshop.web.errors import say
from cardshop.web.locales import speaking

# An answer is to what was asked within so long.
ASKED_WITHIN = timedelta(days=7)
# The same is replied to the same once within so long.
SAID_WITHIN = timedelta(hours=1)
_ANSWERS = (Meaning.CONFIRM, Meaning.CANCEL)


def take(inbound: Inbound, signer: Signer, *, at: datetime) -> str:
    """Hand it to the business it was written to. Returns what is replied; nothing for nobody's."""
    # Asked before anything is opened: who wrote last may be another one by now.
    if queries.is_received(inbound.provider_id):
        return queries.reply_to(inbound.provider_id, _spoken_for(signer))
    business_id = business_of(inbound, signer, at=at)
    return receive(inbound, business_id, signer, at=at) if business_id else ""


def business_of(inbound: Inbound, signer: Signer, *, at: datetime) -> int | None:
    """To which business it was written: whose words it quotes or answers, else the last to write.

    The number of an account may be that of many businesses.
    """
    own = queries.on_line(signer.business_ids, inbound) if signer.business_ids else []
    if len(own) == 1 and not signer.is_shared:
        return own[0]
    groups = ([own] if own else []) + ([None] if signer.is_shared else [])
    meant = next(
        filter(None, (look(group) for look in _looks(inbound, at) for group in groups)), None
    )
    if meant is None and not own:
        return queries.only_sharing()
    return meant or own[0]


def _spoken_for(signer: Signer) -> Collection[int] | None:
    """Whose replies the signer may read: those of its own businesses, or all."""
    return None if signer.is_shared else signer.business_ids


def _looks(inbound: Inbound, at: datetime) -> Iterator[Callable[[list[int] | None], int | None]]:
    """What tells the business among some, the surest first."""
    phone_key, channel = phones.canonical(inbound.sender), Channel(inbound.channel)
    yield lambda group: queries.wrote(inbound.replied_to, phone_key, group)
    if meaning_of(inbound.said) in _ANSWERS:
        since = at - ASKED_WITHIN
        yield lambda group: queries.asked_last(phone_key, channel, group, since=since)
    yield lambda group: queries.wrote_last(phone_key, group)


def receive(inbound: Inbound, business_id: int, signer: Signer, *, at: datetime) -> str:
    """Take it, do what it asks for. Returns what is replied; the same when it comes again."""
    business = db.session.get_one(Business, business_id)
    conversation = opened(business_id, inbound, at=at)
    # Asked again under the lock: it may come twice at once.
    if queries.is_received(inbound.provider_id):
        return queries.reply_to(inbound.provider_id, _spoken_for(signer))
    if not conversation.name:
        known = neighbours.name_of(business_id, conversation.phone_key)
        conversation.name = (known or inbound.name)[:200]
    conversation.last_inbound_at = conversation.last_at = at
    message = _written(inbound, conversation, at)
    language = queries.language_of(business_id, conversation.phone_key) or business.locale
    with speaking(language):
        ear = _Ear(
            inbound=inbound,
            business=business,
            conversation=conversation,
            message=message,
            is_shared=signer.is_shared,
            at=at,
        )
        reply = ear.understood()
    if not reply or _has_enough(conversation, at):
        return ""
    _note_reply(reply, inbound, conversation, at)
    return reply


def _written(inbound: Inbound, conversation: Conversation, at: datetime) -> InboundMessage:
    """Words, until they are understood."""
    message = InboundMessage(
        conversation_id=conversation.id,
        provider_id=inbound.provider_id,
        kind=InboundKind.WORDS,
        body=inbound.body,
        media=inbound.media,
        received_at=at,
    )
    db.session.add(message)
    db.session.flush()
    return message


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ear:
    """One message that was taken, and what it leads to."""

    inbound: Inbound
    business: Business
    conversation: Conversation
    message: InboundMessage
    is_shared: bool
    at: datetime

    def understood(self) -> str:
        """Do what it means. Returns what is replied, which may be nothing."""
        meaning = meaning_of(self.inbound.said)
        if self.inbound.opted == "STOP" and meaning is Meaning.CANCEL:
            # The carrier takes "cancel" for "stop"; the customer may have meant both.
            self._stop()
            return self._once(self._answered(meaning))
        if meaning is Meaning.STOP or self.inbound.opted == "STOP":
            return self._stop()
        if meaning is Meaning.START or self.inbound.opted == "START":
            return self._start()
        if meaning in _ANSWERS:
            return self._once(self._answered(meaning))
        return self._heard()

    def _once(self, reply: str) -> str:
        """Nothing where it was said to the same answer already: a machine may be answering us."""
        since = self.at - SAID_WITHIN
        is_said = bool(reply) and reply in queries.said_before(self.message, since=since)
        return "" if is_said else reply

    def _stop(self) -> str:
        self.message.kind = InboundKind.STOP
        phone_key = self.conversation.phone_key
        # The carrier stops the number itself, for all that write from there.
        others = queries.sharing_that_wrote(phone_key) if self.is_shared else []
        everybody = sorted({self.business.id, *others})
        gone = [opting.opt_out(each, phone_key, at=self.at) for each in everybody]
        is_known = self._is_answered_by_carrier or not any(gone)
        return "" if is_known else replies.stopped(self.business)

    def _start(self) -> str:
        """Who was never away says it in a sentence of their own, perhaps."""
        phone_key = self.conversation.phone_key
        others = queries.sharing_without(phone_key) if self.is_shared else []
        was_away = opting.opt_in({self.business.id, *others}, phone_key)
        if not was_away and not self.inbound.opted:
            return self._heard()
        self.message.kind = InboundKind.START
        return "" if self.inbound.opted else replies.started(self.business)

    @property
    def _is_answered_by_carrier(self) -> bool:
        is_sms = self.conversation.channel is Channel.SMS
        return bool(self.inbound.opted) or (is_sms and is_answered_by_carrier(self.inbound.body))

    def _answered(self, meaning: Meaning) -> str:
        asked = queries.last_question(
            self.business.id,
            self.conversation.phone_key,
            kinds=answers.kinds(),
            since=self.at - ASKED_WITHIN,
            quoted=self.inbound.replied_to,
        )
        if asked is None or asked.subject_id is None:
            return self._heard()
        self.message.kind = InboundKind(meaning.value)
        self.message.answered_id = asked.id
        newest = queries.newest_message()
        is_yes = meaning is Meaning.CONFIRM
        answered = Answered(self.business.id, asked.subject_id, is_yes, asked.created_at)
        try:
            with db.session.begin_nested():
                reply = answers.give(asked.subject_kind, answered, self.at)
        except Superseded:
            self.message.kind, self.message.answered_id = InboundKind.WORDS, None
            return self._heard()
        except Refusal as refusal:
            # It could not be done: somebody should look at it.
            self._heard()
            return say(refusal.detail)
        is_told = queries.is_told_since(
            newest, self.business.id, self.conversation.phone_key, at=self.at
        )
        return "" if is_told else reply

    def _heard(self) -> str:
        """Words for the owner. Nothing is replied to them."""
        self.conversation.unread += 1
        db.session.flush()
        tell_owners(self.business, self.conversation, self.message, at=self.at)
        return ""


def _has_enough(conversation: Conversation, at: datetime) -> bool:
    """Whether the number has been sent what the business allows in a day."""
    used = telephone.used_by(conversation.business_id, conversation.phone_key, at)
    return used.to_recipient >= telephone.limits_of(conversation.business_id).of_recipient


def _note_reply(words: str, inbound: Inbound, conversation: Conversation, at: datetime) -> None:
    """Keep what is replied with the answer to the carrier, as any other message."""
    db.session.add(
        Message(
            business_id=conversation.business_id,
            channel=conversation.channel,
            kind="reply",
            recipient=inbound.sender,
            content={"text": words},
            deduplication_key=queries.reply_key(inbound.provider_id),
            state=MessageState.SENT,
            attempts=1,
            due_at=at,
            tried_at=at,
            sent_at=at,
            created_at=at,
            person=Person.CUSTOMER.value,
            phone_key=conversation.phone_key,
        )
    )
    db.session.flush()
