"""Who is told of an order at each of its steps."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from cardshop.db import db, transaction
from cardshop.notifications.models import Channel, Message, MessageState
from cardshop.orders import operations, queries
from cardshop.orders.models import Fulfilment, Order, OrderState
from tests.orders.ordering import PHONE, line, place
from tests.support import factories, shops
from tests.support.factories import NOW, Owner

WANJIRU = "wanjiru@example.com"


def messages(*channels: Channel) -> list[Message]:
    """What waits to leave by these channels, the oldest first."""
    db.session.rollback()
    wanted = select(Message).where(Message.channel.in_(channels or list(Channel)))
    return list(db.session.scalars(wanted.order_by(Message.id)))


def order(owner: Owner, **columns: object) -> Order:
    """An order that waits for an answer, of somebody with an e-mail address."""
    return shops.order(owner.business, customer_email=WANJIRU, **columns)


def step(order: Order, state: OrderState, *, note: str = "") -> list[Message]:
    """Bring it to a state; what is told of that."""
    known = {message.id for message in messages()}
    with transaction():
        kept = queries.order_of(order.business_id, order.id, for_change=True)
        operations.move(kept, state, actor="amina@example.com", at=NOW, note=note)
    return [message for message in messages() if message.id not in known]


def test_an_order_is_told_to_its_shop_and_its_customer(each_engine: Flask) -> None:
    business = factories.owner().business
    who = {"name": "Wanjiru", "phone": PHONE, "email": WANJIRU}

    place(business, line(shops.product(business, "Rye", price=48050), 2), customer=who)

    customers, owners = messages()
    assert (customers.kind, owners.kind) == ("order-placed", "new-order")
    assert customers.content["subject"] == f"{business.name} has your order 1001"
    assert "2 × Rye\n\nTotal: Ksh\xa0961" in customers.content["text"]
    assert (owners.subject_kind, owners.subject_id) == ("order", customers.subject_id)


def test_an_accepted_order_is_told_by_mail_and_whatsapp(owner: Owner) -> None:
    placed = order(owner)

    mail, chat = step(placed, OrderState.ACCEPTED)

    assert mail.kind == "order-accepted"
    assert "When: Tue, 24 Nov, 12:30" in mail.content["text"]
    assert f"http://localhost/o/{placed.token}" in mail.content["text"]
    assert (chat.channel, chat.recipient) == (Channel.WHATSAPP, placed.customer_phone)
    assert f"is making your order {placed.number}. Tue, 24 Nov, 12:30" in chat.content["text"]


@pytest.mark.parametrize(
    ("way", "words"),
    [
        (Fulfilment.PICKUP, "is ready to collect"),
        (Fulfilment.DELIVERY, "is on its way"),
        (Fulfilment.DINE_IN, "comes to your table"),
    ],
)
def test_ready_means_what_the_customer_waits_for(owner: Owner, way: Fulfilment, words: str) -> None:
    mail, _chat = step(order(owner, state=OrderState.ACCEPTED, fulfilment=way), OrderState.READY)

    assert words in mail.content["text"]


def test_a_cancelled_order_says_why(owner: Owner) -> None:
    mail, chat = step(order(owner), OrderState.CANCELLED, note="The oven is broken.")

    assert "is cancelled.\n\nThe oven is broken." in mail.content["text"]
    assert "The oven is broken." in chat.content["text"]


def test_an_owner_is_told_when_the_customer_calls_it_off(owner: Owner) -> None:
    placed = order(owner)
    with transaction():
        kept = queries.order_of(owner.business.id, placed.id, for_change=True)
        operations.cancel_by_customer(kept, at=NOW)

    kinds = [message.kind for message in messages(Channel.EMAIL)]
    assert kinds == ["order-cancelled", "order-cancelled-by-customer"]


def test_nobody_is_thanked_unless_the_shop_wants_it(owner: Owner) -> None:
    assert step(order(owner, state=OrderState.READY), OrderState.COMPLETED) == []


def test_what_was_not_sent_yet_is_dropped_when_the_order_goes_on(each_engine: Flask) -> None:
    placed = order(factories.owner())
    accepted = [message.id for message in step(placed, OrderState.ACCEPTED)]

    ready = [message.id for message in step(placed, OrderState.READY)]

    states = {message.id: message.state for message in messages()}
    assert {states[key] for key in accepted} == {MessageState.DROPPED}
    assert {states[key] for key in ready} == {MessageState.QUEUED}


def test_an_order_that_nobody_sent_ends_in_silence(owner: Owner) -> None:
    order(owner)
    with transaction():
        assert operations.expire_unsent(at=NOW + timedelta(days=2)) == 1

    assert messages() == []


def test_everybody_reads_their_own_language(owner: Owner) -> None:
    mail, chat = step(order(owner, locale="es"), OrderState.ACCEPTED)

    assert (chat.content["language"], "mar" in mail.content["text"].casefold()) == ("es", True)
