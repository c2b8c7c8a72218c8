"""The card for search engines: schema.org as JSON-LD."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from cardshop.accounts.domain import opening
from cardshop.accounts.domain.hours import Hours
from cardshop.accounts.domain.spans import DAY, Span
from cardshop.accounts.opening import Clock
from cardshop.cards.domain.contact import Address
from cardshop.cards.published import PublicCard

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def described(
    card: PublicCard,
    *,
    url: str,
    image: str,
    is_person: bool,
    clock: Clock | None,
    offers: list[dict[str, Any]],
) -> Markup:
    """The content of the JSON-LD script. `clock` is given when the page shows opening hours."""
    said = {
        "@context": "https://schema.org",
        "@type": "Person" if is_person else "LocalBusiness",
        "@id": url,
        "url": url,
        "name": card.display_name,
        "description": card.bio or card.headline,
        "image": image,
        "telephone": card.phones[0].number if card.phones else card.business.whatsapp,
        "email": card.emails[0].address if card.emails else "",
        "address": _address(card.addresses[0]) if card.addresses else None,
        "sameAs": [link.url for link in card.links] + [site.url for site in card.websites],
        "makesOffer": offers,
        **(_person(card) if is_person else _business(card, clock)),
    }
    return script({name: value for name, value in said.items() if value})


def _person(card: PublicCard) -> dict[str, Any]:
    works_for = {"@type": "Organization", "name": card.organisation}
    return {"jobTitle": card.job_title, "worksFor": works_for if card.organisation else None}


def _business(card: PublicCard, clock: Clock | None) -> dict[str, Any]:
    hours = card.business.hours
    return {
        "geo": _geo(card.addresses[0]) if card.addresses else None,
        "openingHoursSpecification": _weekly(hours) if clock else None,
        "specialOpeningHoursSpecification": _special(hours, clock) if clock else None,
    }


def _address(address: Address) -> dict[str, str]:
    parts = {
        "streetAddress": address.street,
        "addressLocality": address.city,
        "addressRegion": address.region,
        "postalCode": address.postal_code,
        "addressCountry": address.country,
    }
    return {"@type": "PostalAddress"} | {name: value for name, value in parts.items() if value}


def _geo(address: Address) -> dict[str, Any] | None:
    if address.latitude is None or address.longitude is None:
        return None
    return {
        "@type": "GeoCoordinates",
        "latitude": address.latitude,
        "longitude": address.longitude,
    }


def _weekly(hours: Hours) -> list[dict[str, Any]]:
    """One entry for each pair of times, with the days that share it."""
    days: Mapping[Span, list[str]] = defaultdict(list)
    for name, spans in zip(_DAYS, hours.weekly, strict=True):
        for span in spans:
            days[span].append(name)
    return [_hours(span) | {"dayOfWeek": names} for span, names in days.items()]


def _special(hours: Hours, clock: Clock) -> list[dict[str, Any]]:
    return [
        _hours(span) | {"validFrom": day.day.isoformat(), "validThrough": day.day.isoformat()}
        for day in opening.upcoming_exceptions(hours, clock.zone, clock.now)
        # Closed all day is written as opening and closing at midnight.
        for span in day.spans or (Span(0, 0),)
    ]


def _hours(span: Span) -> dict[str, Any]:
    # Midnight at the end of a day is 23:59 to search engines: 00:00 would be its beginning.
    end = span.end - 1 if span.end == DAY else span.end % DAY
    return {
        "@type": "OpeningHoursSpecification",
        "opens": f"{span.start // 60:02}:{span.start % 60:02}",
        "closes": f"{end // 60:02}:{end % 60:02}",
    }


def script(said: Mapping[str, Any]) -> Markup:
    """The data as the content of a JSON-LD script."""
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    for character in _ESCAPED:
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - nothing in it can end the script


# What could end or open an element inside a script, and what older readers take for a line end.
_ESCAPED: Iterable[str] = "<>&\u2028\u2029"
