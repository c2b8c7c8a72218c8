"""A bakery's card with everything on it, for tests that look at the whole page."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image

from cardshop.accounts.models import Business
from cardshop.cards.models import Card
from cardshop.db import transaction
from cardshop.media import operations as media
from tests.support import factories

EVERY_SECTION: dict[str, dict[str, Any]] = {
    "contact": {"show": ["phones", "emails", "websites", "addresses"]},
    "about": {"text": "We bake **slowly**. See [our oven](https://example.com/oven)."},
    "links": {},
    "hours": {"note": "Closed on market days"},
    "testimonials": {
        "items": [{"quote": "Best bread.", "author": "Wanjiru", "source": "Google", "stars": 5}]
    },
    "faq": {"items": [{"question": "Do you deliver?", "answer": "Within **5 km**."}]},
    "map": {"address_index": 0, "url": "", "label": ""},
    "video": {"url": "https://youtube.com/watch?v=abc", "label": "Shaping a loaf"},
    "text": {"text": "Cash and card."},
}
BAKERY: dict[str, Any] = {
    "slug": "golden-crumb",
    "headline": "Neighbourhood bakery",
    "bio": "Slow bread, baked from four every morning.",
    "phones": [{"kind": "work", "number": "+254700000456"}],
    "emails": [{"kind": "work", "address": "hello@goldencrumb.example"}],
    "websites": [{"label": "Menu", "url": "https://goldencrumb.example/menu"}],
    "addresses": [
        {
            "kind": "work",
            "street": "Argwings Kodhek Road 41",
            "city": "Nairobi",
            "country": "Kenya",
            "latitude": -1.2921,
            "longitude": 36.7856,
        }
    ],
    "links": [
        {"network": "instagram", "url": "https://instagram.com/goldencrumb", "label": ""},
        {"network": "website", "url": "https://blog.example", "label": "Our blog"},
    ],
}


def bakery(business: Business | None = None, **columns: Any) -> Card:
    """The bakery's card with every kind of section, a cover, a logo and a gallery."""
    business = business or factories.owner().business
    logo, cover, cake = (picture(business, colour) for colour in ("brown", "orange", "pink"))
    shown = {"pictures": [{"picture_id": cake, "alt": "A cake"}], "layout": "grid"}
    sections = EVERY_SECTION | {"gallery": shown}
    pictures = {"avatar_id": logo, "cover_id": cover}
    return factories.card(business, sections=sections, **(BAKERY | pictures | columns))


def picture(business: Business, colour: str) -> int:
    """The key of a stored picture of one colour, wide enough for every width."""
    file = BytesIO()
    Image.new("RGB", (1400, 700), colour).save(file, "PNG")
    with transaction():
        stored = media.store(
            business_id=business.id, data=file.getvalue(), alt=f"All {colour}", at=factories.NOW
        )
        return stored.id
