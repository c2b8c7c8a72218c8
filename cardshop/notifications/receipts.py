"""What Twilio tells us of messages that left: believed with its signature only."""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from cardshop.db import transaction
from cardshop.extensions import csrf
from cardshop.lib import clock
from cardshop.notifications import operations
from cardshop.notifications.channels.twilio_signatures import HEADER, SETTINGS_HEADER
from cardshop.notifications.domain import delivery
from cardshop.notifications.operations.signing import Call, signer_of
from cardshop.web import site
from cardshop.web.guards import program

bp = Blueprint("receipts", __name__)
# Twilio's forms are small; nobody else's are read.
LARGEST = 64 * 1024


@bp.post("/webhooks/twilio/status")
@program
def status() -> ResponseReturnValue:
    """Take a report: the same answer whether it was news or not, or no report at all."""
    request.max_content_length = LARGEST
    signer = signer_of(call(), settings=site.settings())
    with suppress(delivery.NotAReport), transaction():
        report = delivery.read(request.form, request.args)
        operations.record_report(report, signer, at=clock.now())
    return "", 204


def call() -> Call:
    """The request as Twilio signed it: for the public address, whatever a proxy made of it."""
    query = request.query_string.decode("ascii", errors="replace")
    return Call(
        url=site.absolute(request.path) + (f"?{query}" if query else ""),
        form=request.form,
        signature=request.headers.get(HEADER, ""),
        settings=request.headers.get(SETTINGS_HEADER, ""),
    )


csrf.exempt(bp)
