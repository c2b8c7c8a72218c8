"""The addresses of a business's services: unique, made from the name."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from cardshop.booking.models import Service
from cardshop.db import db
from cardshop.lib import ids, page_slugs
from cardshop.lib.errors import FieldError, Invalid


class SlugTaken(Invalid):
    """Another service has this address. Choose another."""


def slug_faults(business_id: int, slug: str, service: Service | None) -> Iterator[FieldError]:
    """The fault of an address that another service has; none of an empty one."""
    if not slug or (service is not None and service.slug == slug):
        return
    if _taken(business_id, [slug]):
        yield FieldError("/slug", SlugTaken().detail)


def free_slug(business_id: int, wanted: str) -> str:
    """The address, or the first free one with a number or a code behind it."""
    candidates = page_slugs.alternatives(wanted)
    taken = _taken(business_id, candidates)
    free = (candidate for candidate in candidates if candidate not in taken)
    return next(free, page_slugs.with_ending(wanted, ids.new_code()))


def _taken(business_id: int, candidates: list[str]) -> set[str]:
    return set(
        db.session.scalars(
            select(Service.slug).where(
                Service.business_id == business_id, Service.slug.in_(candidates)
            )
        )
    )
