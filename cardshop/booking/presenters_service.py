"""Services in the owner's list, and their links to share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from cardshop.accounts.till import Till
from cardshop.booking.models import Calendar, Service
from cardshop.lib.lengths import format_minutes
from cardshop.web.jinja import page_language
from cardshop.web.locales import counted, with_commas
from cardshop.web.site import absolute


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A service in the list. `given_by` is empty where nobody gives it; `link` without a card."""

    id: int
    name: str
    facts: str
    given_by: str
    is_active: bool
    link: str


def rows(
    services: Sequence[Service],
    calendars: Sequence[Calendar],
    calendar_ids: Mapping[int, list[int]],
    *,
    till: Till,
    card: str,
) -> list[ServiceRow]:
    """The list. `card` is the address of the card whose pages the owner is shown."""
    names = {calendar.id: calendar.name for calendar in calendars}
    return [
        ServiceRow(
            service.id,
            service.name,
            _facts(service, till),
            _given_by([names[key] for key in calendar_ids.get(service.id, [])]),
            service.is_active,
            link(card, service),
        )
        for service in services
    ]


def link(card: str, service: Service) -> str:
    """The address to share: where the service is booked. Empty without a published card."""
    if not card:
        return ""
    return absolute(url_for("storefront.book_service", slug=card, service=service.slug))


def _facts(service: Service, till: Till) -> str:
    price = till.show(service.price) if service.price else _("Free")
    facts = [format_minutes(service.duration_minutes, page_language()), price]
    if service.capacity > 1:
        facts.append(counted("%(num)s seat", "%(num)s seats", service.capacity))
    return " · ".join(facts)


def _given_by(names: list[str]) -> str:
    if len(names) > 3:
        return counted("%(num)s calendar", "%(num)s calendars", len(names))
    return with_commas(names)
