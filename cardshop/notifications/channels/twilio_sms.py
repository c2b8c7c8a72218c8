"""SMS through Twilio."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cardshop.notifications.channels.twilio_sending import TwilioSender, says, shortened
from cardshop.notifications.domain.allowance import sms_cost
from cardshop.notifications.domain.carrier import Account
from cardshop.notifications.domain.outgoing import Outgoing
from cardshop.notifications.domain.segments import measure


class TwilioSms(TwilioSender):
    """Sends the text of the message as it stands."""

    def _words(self, outgoing: Outgoing) -> dict[str, Any]:
        text = shortened(str(outgoing.content["text"]))
        cost = sms_cost(outgoing.recipient, measure(text).parts)
        self._allow(outgoing, cost=cost, is_answer=not outgoing.event)
        return {"body": text}

    def _recognised(self, outgoing: Outgoing) -> Callable[[str], bool]:
        return lambda body: says(body, str(outgoing.content["text"]))

    def _sender(self, account: Account) -> str:
        return account.sms_from
