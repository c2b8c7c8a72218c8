"""The ways out: each sends one message, or says why it could not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from cardshop.config import Settings
from cardshop.notifications.domain.outgoing import Outgoing


class Undeliverable(Exception):
    """The message did not leave. `permanent`: trying again cannot help.

    `code` is the provider's, `retry_after` the seconds that it asks to wait.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool,
        code: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        self.code = code
        self.retry_after = retry_after


class CutOff(Exception):
    """Nobody knows whether the message left: the answer did not come, or made no sense.

    The provider is asked before it is sent again.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotSetUp(Exception):
    """This business has no provider on this channel: the message is held."""


class Unanswerable(Exception):
    """Nobody can be asked whether the message left."""


class Sender(Protocol):
    """A channel with its provider."""

    def send(self, outgoing: Outgoing) -> str:
        """Send it. Returns the provider's name for it, or nothing.

        Raises Undeliverable when it certainly did not leave, CutOff when nobody knows, NotSetUp.
        """


@runtime_checkable
class Finder(Protocol):
    """A sender whose provider can be asked what it has been given."""

    def find(self, outgoing: Outgoing) -> str | None:
        """The provider's name of this message; nothing when it certainly never got it.

        What is among `outgoing.others` is another message, even with the same words. Raises
        Unanswerable, and Undeliverable or CutOff while the provider does not answer.
        """


Senders = Mapping[str, Sender]


def open_senders(settings: Settings) -> Senders:
    """The channels that may have a provider. Messages of the others are held.

    Of WhatsApp and SMS each business may have an account of its own.
    """
    from cardshop.notifications.channels.email import Email
    from cardshop.notifications.channels.push import Push
    from cardshop.notifications.channels.twilio_sms import TwilioSms
    from cardshop.notifications.channels.twilio_whatsapp import TwilioWhatsApp
    from cardshop.notifications.channels.webhook import Webhook

    senders: dict[str, Sender] = {
        "push": Push(settings),
        "whatsapp": TwilioWhatsApp(settings),
        "sms": TwilioSms(settings),
        "webhook": Webhook(settings),
    }
    if settings.smtp_url:
        senders["email"] = Email(settings.smtp_url, settings.mail_from)
    return senders
