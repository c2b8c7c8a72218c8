"""WhatsApp through Twilio: free text in the customer's window, else approved templates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from cardshop.lib import clock, phones
from cardshop.notifications import queries
from cardshop.notifications.channels import Undeliverable
from cardshop.notifications.channels.twilio_sending import TwilioSender, says, shortened
from cardshop.notifications.domain.allowance import WHATSAPP_COST
from cardshop.notifications.domain.carrier import Account, is_window_open, variables
from cardshop.notifications.domain.outgoing import Outgoing
from cardshop.notifications.models import WhatsAppTemplate


class TwilioWhatsApp(TwilioSender):
    """Sends by the rules of WhatsApp. What they refuse goes another way, if there is one."""

    prefix = "whatsapp:"

    def _words(self, outgoing: Outgoing) -> dict[str, Any]:
        # Answers and tests are about no event, so they have no template: Twilio knows the window.
        is_free = not outgoing.event or is_window_open(_last_word(outgoing), clock.now())
        self._allow(outgoing, cost=WHATSAPP_COST, is_answer=is_free)
        if is_free:
            return {"body": shortened(str(outgoing.content["text"]))}
        return _templated(outgoing)

    def _recognised(self, outgoing: Outgoing) -> Callable[[str], bool]:
        """By its text, or, of a template whose words only Twilio knows, by all that fills it."""
        text = str(outgoing.content["text"])
        template = _template(outgoing, is_used=False)
        values = outgoing.content.get("values") or {}
        filling = [str(values.get(name, "")) for name in template.variables] if template else []
        return lambda body: (
            says(body, text) or (template is not None and all(says(body, one) for one in filling))
        )

    def _sender(self, account: Account) -> str:
        return account.whatsapp_from


def _last_word(outgoing: Outgoing) -> datetime | None:
    if outgoing.business_id is None:
        return None
    return queries.last_inbound(outgoing.business_id, phones.canonical(outgoing.recipient))


def _template(outgoing: Outgoing, *, is_used: bool = True) -> WhatsAppTemplate | None:
    """The template of the message: one to use is approved, one that was used need not be now."""
    if outgoing.business_id is None:
        return None
    language = str(outgoing.content.get("language", ""))
    ask = queries.template_for if is_used else queries.any_template
    return ask(outgoing.business_id, (outgoing.event, outgoing.person), language)


def _templated(outgoing: Outgoing) -> dict[str, Any]:
    template = _template(outgoing)
    if template is None:
        raise _final("There is no approved WhatsApp template for this message and language.")
    try:
        filled = variables(template.variables, outgoing.content.get("values") or {})
    except KeyError as fault:
        raise _final(f"The WhatsApp template needs {fault.args[0]}, which is not known.") from fault
    chosen = {"content_sid": template.content_sid}
    return chosen | ({"content_variables": filled} if template.variables else {})


def _final(reason: str) -> Undeliverable:
    return Undeliverable(reason, permanent=True)
