"""What is said to Twilio in answer to an inbound message (TwiML)."""

from __future__ import annotations

from cardshop.lib import text


def response(reply: str) -> str:
    """The document that sends these words back, or says that there is nothing to send."""
    from twilio.twiml.messaging_response import MessagingResponse

    document = MessagingResponse()
    if reply:
        document.message(text.printable(reply))
    return str(document)
