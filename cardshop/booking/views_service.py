"""The page of one service: made, changed, removed."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.accounts.till import Till
from cardshop.accounts.windows import address_of
from cardshop.booking import operations, queries
from cardshop.booking.blueprint_services import bp
from cardshop.booking.forms_service import ServiceForm
from cardshop.booking.models import Service
from cardshop.booking.presenters_folds import opened, said
from cardshop.booking.presenters_service import link
from cardshop.booking.queries.ahead import bookings_ahead
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import FieldErrors
from cardshop.web.guards import owner


@bp.get("/new")
@owner
def new() -> str:
    """A name, a length and a price; everybody gives it unless someone is left out."""
    keys = [str(c.id) for c in queries.calendars(current.business_id(), active_only=True)]
    return _page(ServiceForm(formdata=None, data={"calendar_ids": keys}))


@bp.post("/new")
@owner
def create() -> ResponseReturnValue:
    """Add the service, or show the form after one of its buttons."""
    form, is_saving = _received()
    if not is_saving or not _done(form, _create):
        return _page(form, unsaved=True), 422 if is_saving else 200
    flash(_("%(name)s can be booked now.", name=form.name.data))
    return redirect(url_for("services.listed"), 303)


@bp.get("/<key:service_id>")
@owner
def edit(service_id: int) -> str:
    """The service as it is kept."""
    service = _own(service_id)
    calendar_ids = queries.calendar_ids_of(service.business_id).get(service.id, [])
    return _page(ServiceForm.of(service, calendar_ids, _till()), service)


@bp.post("/<key:service_id>")
@owner
def save(service_id: int) -> ResponseReturnValue:
    """Change it, or show the form after one of its buttons."""
    service = _own(service_id)
    form, is_saving = _received()
    if not is_saving or not _done(form, _changing(service_id)):
        return _page(form, service, unsaved=True), 422 if is_saving else 200
    flash(_("%(name)s is saved.", name=form.name.data))
    return redirect(url_for("services.edit", service_id=service_id), 303)


@bp.get("/<key:service_id>/removal")
@owner
def removal(service_id: int) -> str:
    """Ask first, and say what it does to bookings."""
    service = _own(service_id)
    ahead = bookings_ahead(service.business_id, service_id=service.id, at=clock.now())
    return render_template("booking/services/removal.html", service=service, ahead=ahead)


@bp.post("/<key:service_id>/removal")
@owner
def remove(service_id: int) -> ResponseReturnValue:
    """Remove it."""
    with transaction():
        service = _own(service_id, for_change=True)
        name = service.name
        operations.delete_service(service, at=clock.now())
    flash(_("%(name)s is deleted.", name=name))
    return redirect(url_for("services.listed"), 303)


def _received() -> tuple[ServiceForm, bool]:
    """The form after its button; True when it is to be saved."""
    act = request.form.get("act", "save")[:64]
    return (ServiceForm().tidy(), True) if act == "save" else (ServiceForm().after(act), False)


def _create(form: ServiceForm) -> None:
    operations.create_service(
        business_id=current.business_id(), content=form.content(_till()), at=clock.now()
    )


def _changing(service_id: int) -> Callable[[ServiceForm], None]:
    def change(form: ServiceForm) -> None:
        service = _own(service_id, for_change=True)
        operations.edit_service(service, form.changes(_till()), at=clock.now())

    return change


def _done(form: ServiceForm, change: Callable[[ServiceForm], None]) -> bool:
    try:
        with transaction():
            change(form)
    except FieldErrors as faults:
        form.refuse_all(faults)
        return False
    return True


def _page(form: ServiceForm, service: Service | None = None, *, unsaved: bool = False) -> str:
    calendars = queries.calendars(current.business_id())
    return render_template(
        "booking/services/service.html",
        form=form.offer(calendars),
        service=service,
        unsaved=unsaved,
        sign=_till().sign,
        asks_who=len(calendars) > (0 if service else 1) or bool(form.calendar_ids.errors),
        opened=opened(form, request.form.get("act", "")),
        said=said(form),
        link=link(address_of(current.business_id()), service) if service else "",
    )


def _own(service_id: int, *, for_change: bool = False) -> Service:
    return queries.service_of(current.business_id(), service_id, for_change=for_change)


def _till() -> Till:
    return Till.of(current.business())
