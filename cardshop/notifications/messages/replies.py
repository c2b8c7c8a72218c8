"""What a telephone that wrote to us is answered at once, and what owners read of it."""

from __future__ import annotations

from flask_babel import gettext as _

from cardshop.accounts.models import Account, Business
from cardshop.notifications.models import Conversation, InboundMessage
from cardshop.web.locales import speaking
from cardshop.web.outgoing import Letter
from cardshop.web.site import absolute


def stopped(business: Business) -> str:
    """That no more messages come."""
    return str(
        _(
            "You get no more messages from %(business)s here. Reply START to get them again.",
            business=business.name,
        )
    )


def started(business: Business) -> str:
    """That messages come again."""
    return str(_("You get messages from %(business)s here again.", business=business.name))


def words_of(message: InboundMessage) -> str:
    """What came, in words, also when it was a picture alone."""
    if message.body:
        return message.body
    return str(_("A picture or a file")) if message.media else ""


def letter(
    account: Account, business: Business, conversation: Conversation, message: InboundMessage
) -> Letter:
    """To an owner: that a customer wrote, and where to answer."""
    with speaking(account.locale):
        name = conversation.name or conversation.phone
        return Letter(
            business_id=business.id,
            kind="message-received",
            recipient=account.email,
            subject=" ".join(str(_("%(name)s wrote to you", name=name)).split()),
            text=_(
                "%(name)s wrote:\n\n%(words)s\n\nAnswer here:\n%(link)s",
                name=name,
                words=words_of(message),
                link=absolute(page(conversation)),
            ),
            deduplication_key=f"message-received:{message.provider_id}:{account.id}",
        )


def page(conversation: Conversation) -> str:
    """The path of a conversation in the owner's app."""
    return f"/app/conversations/{conversation.id}"
