"""A claimed message: sent outside of any transaction, or asked about; what came of it is kept."""

from __future__ import annotations

import logging

from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.notifications import operations
from cardshop.notifications.channels import (
    CutOff,
    Finder,
    NotSetUp,
    Sender,
    Senders,
    Unanswerable,
    Undeliverable,
)
from cardshop.notifications.domain.outgoing import Outgoing

log = logging.getLogger(__name__)
OUR_FAULT = "Something went wrong on our side."


class Carrier:
    """Carries messages by the channels that there are."""

    def __init__(self, senders: Senders) -> None:
        self.senders = senders

    def carry(self, outgoing: Outgoing) -> None:
        """Send it, or, when its last try was cut off, ask whether that one left."""
        sender = self.senders.get(outgoing.channel)
        if sender is None:
            with transaction():
                operations.hold(outgoing)
        elif outgoing.is_unsure:
            self._ask(sender, outgoing)
        else:
            self._send(sender, outgoing)

    def _send(self, sender: Sender, outgoing: Outgoing) -> None:
        try:
            provider_id = sender.send(outgoing)
        except Undeliverable as fault:
            _failed(outgoing, fault)
        except NotSetUp:
            with transaction():
                operations.hold(outgoing)
        except CutOff as fault:
            _unknown(outgoing, fault.reason)
        except Exception:  # a fault of ours must not leave the message without a state
            log.exception("channel broke: %s", outgoing.channel)
            _unknown(outgoing, OUR_FAULT)
        else:
            _sent(outgoing, provider_id)

    def _ask(self, sender: Sender, outgoing: Outgoing) -> None:
        try:
            provider_id = _found(sender, outgoing)
        except (Unanswerable, NotSetUp):
            _absent(outgoing, is_certain=False)
        except (Undeliverable, CutOff) as fault:
            _ask_later(outgoing, fault.reason)
        except Exception:  # as above
            log.exception("channel cannot be asked: %s", outgoing.channel)
            _ask_later(outgoing, OUR_FAULT)
        else:
            if provider_id is None:
                _absent(outgoing, is_certain=True)
            else:
                _known(outgoing, provider_id)


def _found(sender: Sender, outgoing: Outgoing) -> str | None:
    if not isinstance(sender, Finder):
        raise Unanswerable
    return sender.find(outgoing)


def _sent(outgoing: Outgoing, provider_id: str) -> None:
    with transaction():
        operations.mark_sent(outgoing, provider_id=provider_id, at=clock.now())
    log.info("message %d sent (%s, %s)", outgoing.id, outgoing.channel, outgoing.kind)


def _known(outgoing: Outgoing, provider_id: str) -> None:
    with transaction():
        operations.mark_found(outgoing, provider_id=provider_id, at=clock.now())
    log.info("message %d was asked about (%s)", outgoing.id, outgoing.channel)


def _failed(outgoing: Outgoing, fault: Undeliverable) -> None:
    with transaction():
        operations.mark_failed(
            outgoing,
            reason=fault.reason,
            permanent=fault.permanent,
            code=fault.code,
            retry_after=fault.retry_after,
            at=clock.now(),
        )
    _warn("not sent", outgoing)


def _unknown(outgoing: Outgoing, reason: str) -> None:
    with transaction():
        operations.mark_unknown(outgoing, reason=reason, at=clock.now())
    _warn("may have been sent", outgoing)


def _absent(outgoing: Outgoing, *, is_certain: bool) -> None:
    with transaction():
        operations.mark_absent(outgoing, is_certain=is_certain, at=clock.now())
    _warn("never arrived" if is_certain else "may come twice", outgoing)


def _ask_later(outgoing: Outgoing, reason: str) -> None:
    with transaction():
        operations.ask_later(outgoing, reason=reason, at=clock.now())
    _warn("cannot be asked about now", outgoing)


def _warn(what: str, outgoing: Outgoing) -> None:
    """The reason stays in the outbox: it quotes addresses."""
    facts = (outgoing.id, what, outgoing.channel, outgoing.kind, outgoing.attempt)
    log.warning("message %d %s (%s, %s, try %d)", *facts)
