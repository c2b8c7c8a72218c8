"""Delivery zones: listed in the owner's order, added, changed, moved, removed."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.accounts.till import Till
from cardshop.db import transaction
from cardshop.lib.errors import FieldErrors
from cardshop.orders import operations, queries
from cardshop.orders.blueprint_shop import shop
from cardshop.orders.forms_shop_offers import ZoneForm
from cardshop.orders.presenters_shop import sections, zone_row
from cardshop.web.guards import owner


@shop.get("/zones")
@owner
def zones() -> str:
    """Every zone with its rules."""
    business = current.business()
    till = Till.of(business)
    return render_template(
        "orders/shop/zones.html",
        sections=sections(),
        rows=[zone_row(zone, till) for zone in queries.zones(business.id)],
        is_offered=queries.settings_of(business.id).offers_delivery,
    )


@shop.get("/zones/new")
@owner
def new_zone() -> str:
    """An empty form."""
    return _page(ZoneForm())


@shop.post("/zones/new")
@owner
def create_zone() -> ResponseReturnValue:
    """Add the zone behind the others."""
    form = ZoneForm()
    if not form.validate_on_submit() or not _done(form, _create):
        return _page(form), 422
    flash(_("Zone added."))
    return redirect(url_for("shop.zones"), 303)


@shop.get("/zones/<key:zone_id>")
@owner
def zone(zone_id: int) -> str:
    """One zone."""
    kept = queries.zone_of(current.business_id(), zone_id)
    return _page(ZoneForm.of(kept, Till.of(current.business())), zone_id)


@shop.post("/zones/<key:zone_id>")
@owner
def edit_zone(zone_id: int) -> ResponseReturnValue:
    """Change it."""
    queries.zone_of(current.business_id(), zone_id)
    form = ZoneForm()
    if not form.validate_on_submit() or not _done(form, lambda f, till: _edit(zone_id, f, till)):
        return _page(form, zone_id), 422
    flash(_("Saved."))
    return redirect(url_for("shop.zones"), 303)


@shop.post("/zones/<key:zone_id>/place")
@owner
def move_zone(zone_id: int) -> ResponseReturnValue:
    """One place up or down."""
    direction = "up" if request.form.get("direction") == "up" else "down"
    with transaction():
        kept = queries.zone_of(current.business_id(), zone_id, for_change=True)
        operations.move_zone(kept, direction)  # type: ignore[arg-type]
    return redirect(url_for("shop.zones", _anchor=f"zone-{zone_id}"), 303)


@shop.get("/zones/<key:zone_id>/removal")
@owner
def zone_removal(zone_id: int) -> str:
    """Ask first."""
    kept = queries.zone_of(current.business_id(), zone_id)
    return render_template(
        "orders/shop/removal.html",
        title=_("Delete this zone?"),
        name=kept.name,
        effect=_("Nobody can order there any more. Orders that were placed keep the zone's name."),
        words=_("Delete the zone"),
        back=url_for("shop.zone", zone_id=zone_id),
    )


@shop.post("/zones/<key:zone_id>/removal")
@owner
def delete_zone(zone_id: int) -> ResponseReturnValue:
    """Remove it."""
    with transaction():
        operations.delete_zone(queries.zone_of(current.business_id(), zone_id, for_change=True))
    flash(_("Zone deleted."))
    return redirect(url_for("shop.zones"), 303)


def _create(form: ZoneForm, till: Till) -> None:
    operations.create_zone(business_id=current.business_id(), content=form.content(till))


def _edit(zone_id: int, form: ZoneForm, till: Till) -> None:
    kept = queries.zone_of(current.business_id(), zone_id, for_change=True)
    operations.edit_zone(kept, form.changes(till))


def _done(form: ZoneForm, change: Callable[[ZoneForm, Till], None]) -> bool:
    till = Till.of(current.business())
    try:
        with transaction():
            change(form, till)
    except FieldErrors as faults:
        form.take(faults)
        return False
    return True


def _page(form: ZoneForm, zone_id: int = 0) -> str:
    till = Till.of(current.business())
    return render_template("orders/shop/zone.html", form=form, zone_id=zone_id, sign=till.sign)
