"""The list of services: switched on and off, sorted, copied, shared."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.accounts.till import Till
from cardshop.accounts.windows import address_of
from cardshop.booking import operations, queries
from cardshop.booking.blueprint_services import bp
from cardshop.booking.domain.content import ServiceChanges
from cardshop.booking.presenters_hints import hints
from cardshop.booking.presenters_sections import setup_sections
from cardshop.booking.presenters_service import rows
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.web.guards import owner


@bp.get("/")
@owner
def listed() -> str:
    """Every service in the owner's order, and what stands in the way of being booked."""
    business = current.business()
    services, calendars = queries.services(business.id), queries.calendars(business.id)
    links, card = queries.calendar_ids_of(business.id), address_of(business.id)
    return render_template(
        "booking/services/listed.html",
        sections=setup_sections(),
        rows=rows(services, calendars, links, till=Till.of(business), card=card),
        hints=list(hints(business, calendars, queries.settings_of(business.id), card)),
    )


@bp.post("/<key:service_id>/availability")
@owner
def switch(service_id: int) -> ResponseReturnValue:
    """On or off; off, nobody books it and all else stays."""
    changes = ServiceChanges(active=request.form.get("active") == "1")
    with transaction():
        service = queries.service_of(current.business_id(), service_id, for_change=True)
        operations.edit_service(service, changes, at=clock.now())
    return _back(service_id)


@bp.post("/<key:service_id>/place")
@owner
def move(service_id: int) -> ResponseReturnValue:
    """One place up or down."""
    with transaction():
        service = queries.service_of(current.business_id(), service_id, for_change=True)
        up = request.form.get("direction") == "up"
        operations.move_service(service, "up" if up else "down")
    return _back(service_id)


@bp.post("/<key:service_id>/copies")
@owner
def duplicate(service_id: int) -> ResponseReturnValue:
    """One like it, switched off, to be changed."""
    with transaction():
        service = queries.service_of(current.business_id(), service_id, for_change=True)
        copied = operations.duplicate_service(service, at=clock.now()).id
    flash(_("This is the copy. It is switched off until you switch it on."))
    return redirect(url_for("services.edit", service_id=copied), 303)


def _back(service_id: int) -> ResponseReturnValue:
    return redirect(url_for("services.listed", _anchor=f"service-{service_id}"), 303)
