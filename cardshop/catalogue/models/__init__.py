"""What is stored of products, and of how they come in and go out."""

from __future__ import annotations

from cardshop.catalogue.models.exchange import (
    ImportedImage,
    ImportedProduct,
    ImportState,
    ProductFeed,
    ProductImport,
)
from cardshop.catalogue.models.products import (
    Category,
    Modifier,
    ModifierGroup,
    Product,
    ProductImage,
    ProductOption,
    ProductStatus,
    ProductTag,
    Variant,
)

__all__ = [
    "Category",
    "ImportState",
    "ImportedImage",
    "ImportedProduct",
    "Modifier",
    "ModifierGroup",
    "Product",
    "ProductFeed",
    "ProductImage",
    "ProductImport",
    "ProductOption",
    "ProductStatus",
    "ProductTag",
    "Variant",
]
