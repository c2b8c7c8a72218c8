"""What a business has already, for telling which product the rows of a file mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from cardshop.catalogue import operations, queries
from cardshop.catalogue.domain.content import CategoryContent
from cardshop.catalogue.domain.csv_files.drafts import Draft
from cardshop.catalogue.models import Product, Variant
from cardshop.db import db
from cardshop.lib import page_slugs
from cardshop.lib.errors import FieldErrors, Invalid
from cardshop.lib.validation import parse

Path = tuple[str, ...]


class SkuOfSeveral(Invalid):
    """Several products have this SKU. Give the id or the slug of the one that is meant."""


class CategoryTooDeep(Invalid):
    """A category stands in at most one other, like: Bread > Rolls"""


class Catalogue:
    """The keys, SKUs and addresses of every product, read in two statements."""

    def __init__(self, business_id: int) -> None:
        self.ids: set[int] = set()
        self.by_slug: dict[str, int] = {}
        self.by_sku: dict[str, set[int]] = defaultdict(set)
        mine = Product.business_id == business_id
        for key, slug, sku in db.session.execute(
            select(Product.id, Product.slug, Product.sku).where(mine)
        ):
            self.note(key, slug, [sku])
        for key, sku in db.session.execute(
            select(Variant.product_id, Variant.sku)
            .join(Product, Product.id == Variant.product_id)
            .where(mine, Variant.sku != "")
        ):
            self.by_sku[sku].add(key)

    def note(self, key: int, slug: str, skus: Sequence[str]) -> None:
        """Know of one more product."""
        self.ids.add(key)
        self.by_slug[slug] = key
        for sku in filter(None, skus):
            self.by_sku[sku].add(key)

    def meant(self, draft: Draft) -> int | None:
        """The product by its key, else its SKU, else its address. Raises SkuOfSeveral."""
        if draft.key in self.ids:
            return draft.key
        named = self.by_slug.get(address_of(draft))
        found = {key for sku in draft.skus for key in self.by_sku.get(sku, ())}
        if len(found) > 1 and named not in found:
            raise SkuOfSeveral
        return next(iter(found)) if len(found) == 1 else named


class Shelves:
    """The categories by their names; those that a file names first are made when it is imported."""

    def __init__(self, business_id: int) -> None:
        self._business_id = business_id
        self._ids: dict[Path, int] = {}
        self._usable: set[str] = set()
        rows = queries.categories(business_id)
        names = {row.id: row.name for row in rows}
        for row in rows:
            path = (names[row.parent_id], row.name) if row.parent_id else (row.name,)
            self._ids.setdefault(_folded(path), row.id)

    def find(self, path: Path) -> int | None:
        """The category of these names, or nothing when there is none yet.

        Raises CategoryTooDeep, and FieldErrors for names that no category can have.
        """
        if len(path) > 2:
            raise CategoryTooDeep
        # Files name the same few categories again and again.
        for name in set(path) - self._usable:
            parse(CategoryContent, {"name": name})
            self._usable.add(name)
        return self._ids.get(_folded(path))

    def make(self, path: Path, *, at: datetime) -> int:
        """The category of these names, made with its parent where it is missing."""
        found = self.find(path)
        if found is not None:
            return found
        parent = self.make(path[:-1], at=at) if len(path) > 1 else None
        content = parse(CategoryContent, {"name": path[-1], "parent_id": parent})
        made = operations.create_category(business_id=self._business_id, content=content, at=at)
        self._ids[_folded(path)] = made.id
        return made.id


def address_of(draft: Draft) -> str:
    """The address that the draft names, or would get: a list of names and prices has no other."""
    if draft.slug or draft.skus:
        return draft.slug
    return page_slugs.proposed(str(draft.content.get("name", "")))


def detail_of(refusal: Invalid) -> str:
    """The sentence of a refusal, of its first fault where it has several."""
    return refusal.errors[0].detail if isinstance(refusal, FieldErrors) else refusal.detail


def _folded(path: Path) -> Path:
    return tuple(name.strip().casefold() for name in path)
