"""What we ask about products: always within one business, complete, in a constant number of
statements.
"""

from __future__ import annotations

from cardshop.catalogue.queries.categories import (
    categories,
    category_of,
    hold_categories,
    products_by_category,
)
from cardshop.catalogue.queries.contents import as_content
from cardshop.catalogue.queries.listing import (
    Listing,
    Wanted,
    conditions,
    count_by_status,
    listed,
    tags_in_use,
)
from cardshop.catalogue.queries.offers import offers
from cardshop.catalogue.queries.prices import price_preview
from cardshop.catalogue.queries.products import (
    complete,
    product_of,
    products_of,
    slug_is_free,
)

__all__ = [
    "Listing",
    "Wanted",
    "as_content",
    "categories",
    "category_of",
    "complete",
    "conditions",
    "count_by_status",
    "hold_categories",
    "listed",
    "offers",
    "price_preview",
    "product_of",
    "products_by_category",
    "products_of",
    "slug_is_free",
    "tags_in_use",
]
