"""Messages of customers, as Twilio hands them over: signed, taken once, answered in TwiML."""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from cardshop.db import transaction
from cardshop.extensions import csrf
from cardshop.lib import clock
from cardshop.notifications.channels import twiml
from cardshop.notifications.domain.inbound import NotAMessage, read
from cardshop.notifications.operations.receiving import take
from cardshop.notifications.operations.signing import signer_of
from cardshop.notifications.receipts import LARGEST, call
from cardshop.web import site
from cardshop.web.guards import program

bp = Blueprint("inbound", __name__)
# No browser sends this: the signature says who does.
csrf.exempt(bp)


@bp.post("/webhooks/twilio/inbound")
@program
def inbound() -> ResponseReturnValue:
    """Take a message. What is signed but not from a telephone is nobody's, and well received."""
    request.max_content_length = LARGEST
    signer = signer_of(call(), settings=site.settings())
    try:
        message = read(request.form)
    except NotAMessage:
        return _answer("")
    with transaction():
        reply = take(message, signer, at=clock.now())
    return _answer(reply)


def _answer(reply: str) -> Response:
    return Response(twiml.response(reply), content_type="text/xml; charset=utf-8")
