"""The number doctor: what the WhatsApp number in the form was understood as, while it is typed."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from cardshop.accounts.presenters_number import diagnosis
from cardshop.accounts.views.blueprints import business
from cardshop.web.guards import owner


@business.post("/business/number")
@owner
def number() -> ResponseReturnValue:
    """A piece of the details page; nothing is saved. A POST, so that no number is in an address."""
    found = diagnosis(request.form.get("whatsapp", ""), request.form.get("country", ""))
    return {"shown": render_template("accounts/_number_doctor.html", found=found)}
