"""The ways in which an order can reach a customer of this shop, as radio buttons name them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from cardshop.lib.typed import LARGEST_KEY
from cardshop.orders.models import DeliveryZone, ShopSettings

Kind = Literal["pickup", "delivery", "dine_in"]


@dataclass(frozen=True, slots=True)
class Way:
    """One choice. A zone belongs to delivery, a table to eating in."""

    kind: Kind
    zone: DeliveryZone | None = None
    table: str = ""

    @property
    def value(self) -> str:
        """The choice in one word, such as `pickup` or `delivery-3`."""
        return f"delivery-{self.zone.id}" if self.zone else self.kind

    @property
    def zone_id(self) -> int | None:
        """The key of the zone."""
        return self.zone.id if self.zone else None


def offered(settings: ShopSettings, zones: Iterable[DeliveryZone], table: str) -> list[Way]:
    """What the shop offers right now: at the table only to who scanned its code, and first."""
    found: list[Way] = []
    if settings.offers_dine_in and table:
        found.append(Way("dine_in", table=table))
    if settings.offers_pickup:
        found.append(Way("pickup"))
    if settings.offers_delivery:
        found += [Way("delivery", zone) for zone in zones]
    return found


def zone_of(value: str) -> int | None:
    """The zone that a choice names, whether there still is one or not."""
    number = value.removeprefix("delivery-")
    if number == value or not (number.isascii() and number.isdecimal() and len(number) <= 10):
        return None
    return int(number) if 1 <= int(number) <= LARGEST_KEY else None
