"""What an example shop sells, and how it takes orders."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A product: prices in minor units, `picture` the name of a file or of a drawing.

    `sizes` are words to prices and make variants; an extra group is (name, least, most, words to
    prices).
    """

    category: str
    name: str
    price: int
    picture: str
    about: str = ""
    sizes: dict[str, int] = field(default_factory=dict)
    option: str = "Size"
    extras: tuple[tuple[str, int, int, dict[str, int]], ...] = ()
    tags: tuple[str, ...] = ()
    was: int | None = None
    stock: int | None = None
    status: str = "active"
    preparation: int = 0

    def content(
        self, *, sku: str, category_id: int, image_id: int, tax_rate: int
    ) -> dict[str, Any]:
        """The product as a program would send it."""
        return {
            "name": self.name,
            "description": self.about,
            "price": self.price,
            "compare_at_price": self.was,
            "sku": sku,
            "status": self.status,
            "category_id": category_id,
            "stock": None if self.sizes else self.stock,
            "image_ids": [image_id],
            "tags": list(self.tags),
            "options": [{"name": self.option, "values": list(self.sizes)}] if self.sizes else [],
            "variants": [
                {"values": [size], "price": price, "sku": f"{sku}-{n}", "stock": self.stock}
                for n, (size, price) in enumerate(self.sizes.items(), start=1)
            ],
            "modifier_groups": [
                {
                    "name": name,
                    "minimum": least,
                    "maximum": most,
                    "modifiers": [{"name": word, "price": price} for word, price in words.items()],
                }
                for name, least, most, words in self.extras
            ],
            "tax_rate": tax_rate,
            "preparation_minutes": self.preparation,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """Categories in order (a nested one as `Parent > Child`), products, zones, coupons, settings."""

    categories: tuple[str, ...]
    items: tuple[Item, ...]
    sku: str
    tax_rate: int = 0
    settings: dict[str, Any] = field(default_factory=dict)
    zones: tuple[dict[str, Any], ...] = ()
    coupons: tuple[dict[str, Any], ...] = ()
    # How many orders of the last ninety days to make up.
    orders: int = 0
    customers: tuple[tuple[str, str], ...] = ()
