"""How a business tells people: who by which channel, in which words, at which hours."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from sqlalchemy import delete, select

from cardshop.accounts.models import Business
from cardshop.db import db
from cardshop.notifications import queries
from cardshop.notifications.domain.events import DEFAULTS, Cell, offered
from cardshop.notifications.domain.texts import Words
from cardshop.notifications.domain.timing import TimingChanges, minute_of
from cardshop.notifications.models import Channel, MessageText, MessagingSettings, NotificationRule

_AS_THEY_ARE = ("quiet_from", "quiet_until", "falls_back_to_sms", "falls_back_to_email")


def edit_rules(business_id: int, wanted: Mapping[Cell, Collection[str]]) -> None:
    """Switch the channels of these cells; kept is only what differs from the defaults.

    What a cell cannot be told by is left out.
    """
    _hold(business_id)
    for event, person in wanted:
        db.session.execute(
            delete(NotificationRule).where(
                NotificationRule.business_id == business_id,
                NotificationRule.event == event.value,
                NotificationRule.person == person.value,
            )
        )
    db.session.add_all(_differing(business_id, wanted))
    db.session.flush()


def edit_text(
    business_id: int, cell: Cell, language: str, words: Words, *, at: datetime
) -> MessageText | None:
    """Keep the business's own words of an event in a language; empty ones are forgotten."""
    _hold(business_id)
    event, person = cell
    kept = queries.text_of(business_id, cell, language)
    if words.is_empty:
        if kept is not None:
            db.session.delete(kept)
        return None
    if kept is None:
        kept = MessageText(
            business_id=business_id, event=event.value, person=person.value, language=language
        )
        db.session.add(kept)
    kept.short, kept.subject, kept.letter = words.short, words.subject, words.letter
    kept.updated_at = at
    db.session.flush()
    return kept


def edit_messaging(business_id: int, changes: TimingChanges) -> MessagingSettings:
    """Change when messages go out; nothing else moves."""
    _hold(business_id)
    row = queries.messaging_of(business_id)
    db.session.add(row)
    sent = changes.model_fields_set
    for name in sent.intersection(_AS_THEY_ARE):
        setattr(row, name, getattr(changes, name))
    if "summary_at" in sent:
        row.summary_minute = minute_of(changes.summary_at)
    if "follow_up_hours" in sent:
        row.follow_up_minutes = changes.follow_up_hours * 60
    db.session.flush()
    return row


def _differing(
    business_id: int, wanted: Mapping[Cell, Collection[str]]
) -> Iterator[NotificationRule]:
    for cell, on in wanted.items():
        for channel in offered(cell):
            if (channel in on) != (channel in DEFAULTS[cell]):
                yield NotificationRule(
                    business_id=business_id,
                    event=cell[0].value,
                    person=cell[1].value,
                    channel=Channel(channel),
                    is_on=channel in on,
                )


def _hold(business_id: int) -> None:
    """Whoever else changes these waits: two at once would both add what is missing."""
    held = select(Business.id).where(Business.id == business_id).with_for_update(key_share=True)
    db.session.execute(held)
