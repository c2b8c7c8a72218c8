"""Delivery zones: made, changed, moved, removed."""

from __future__ import annotations

from typing import Literal

from sqlalchemy.exc import IntegrityError

from cardshop.accounts.content import raise_version
from cardshop.db import db
from cardshop.lib.errors import FieldError, FieldErrors, Invalid
from cardshop.orders import queries
from cardshop.orders.domain.shop import ZoneChanges, ZoneContent
from cardshop.orders.models import DeliveryZone
from cardshop.orders.operations import settings


class ZoneNameTaken(Invalid):
    """Another zone has this name. Choose another."""


def create_zone(*, business_id: int, content: ZoneContent) -> DeliveryZone:
    """A new zone behind the others. Raises FieldErrors for a name that is taken."""
    settings.of(business_id)
    others = queries.zones(business_id)
    zone = DeliveryZone(
        business_id=business_id,
        position=others[-1].position + 1 if others else 0,
        **content.model_dump(),
    )
    db.session.add(zone)
    _kept(zone)
    return zone


def edit_zone(zone: DeliveryZone, changes: ZoneChanges) -> None:
    """Change what was sent; nothing else moves. Raises FieldErrors for a name that is taken."""
    settings.of(zone.business_id)
    for name in changes.model_fields_set:
        setattr(zone, name, getattr(changes, name))
    _kept(zone)


def delete_zone(zone: DeliveryZone) -> None:
    """Remove it; orders keep its name."""
    settings.of(zone.business_id)
    db.session.delete(zone)
    db.session.flush()
    raise_version(zone.business_id)


def move_zone(zone: DeliveryZone, direction: Literal["up", "down"]) -> None:
    """One place up or down; at the end it stays."""
    settings.of(zone.business_id)
    ordered = queries.zones(zone.business_id)
    place = ordered.index(zone)
    other = place + (-1 if direction == "up" else 1)
    if not 0 <= other < len(ordered):
        return
    ordered[place], ordered[other] = ordered[other], ordered[place]
    for position, one in enumerate(ordered):
        one.position = position
    db.session.flush()
    raise_version(zone.business_id)


def _kept(zone: DeliveryZone) -> None:
    business_id = zone.business_id
    try:
        db.session.flush()
    except IntegrityError as fault:
        raise FieldErrors([FieldError("/name", ZoneNameTaken().detail)]) from fault
    raise_version(business_id)
