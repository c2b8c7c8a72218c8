"""The shelves of a shop: made, named, nested once, sorted, removed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import select

from cardshop.accounts import content as kept_pages
from cardshop.catalogue import queries
from cardshop.catalogue.domain.content import CategoryChanges, CategoryContent
from cardshop.catalogue.domain.shelves import Shelf, arranged
from cardshop.catalogue.models import Category, Product
from cardshop.catalogue.operations.checks import CategoryUnknown
from cardshop.catalogue.queries.categories import hold_categories
from cardshop.db import db
from cardshop.lib.errors import Conflict, FieldError, FieldErrors, Invalid

MOST_CATEGORIES = 500
Direction = Literal["up", "down"]


class TooManyCategories(Conflict):
    """A shop has room for 500 categories. Remove one first."""


class NestedTooDeep(Invalid):
    """A category that stands in another one, or holds others, cannot be nested further."""


def create_category(*, business_id: int, content: CategoryContent, at: datetime) -> Category:
    """A new category, at the given place among those of its parent or at the end.

    Raises FieldErrors, TooManyCategories.
    """
    there = _held(business_id)
    if len(there) >= MOST_CATEGORIES:
        raise TooManyCategories
    _check_parent(there, None, content.parent_id)
    category = Category(
        business_id=business_id, name=content.name, parent_id=content.parent_id, created_at=at
    )
    db.session.add(category)
    _place(category, [*there, category], content.position)
    return category


def edit_category(category: Category, changes: CategoryChanges) -> None:
    """Change what was sent: name, parent, place. Raises FieldErrors."""
    sent = changes.model_fields_set
    there = _held(category.business_id)
    parent_id = changes.parent_id if "parent_id" in sent else category.parent_id
    _check_parent(there, category, parent_id)
    if "name" in sent:
        category.name = changes.name
    position = changes.position if "position" in sent else None
    if position is None and parent_id == category.parent_id:
        position = category.position
    category.parent_id = parent_id
    _place(category, there, position)


def move_category(category: Category, direction: Direction) -> None:
    """One place up or down among those of the same parent; at the end it stays."""
    there = _held(category.business_id)
    step = -1 if direction == "up" else 1
    _place(category, there, max(0, category.position + step))


def delete_category(category: Category) -> None:
    """Remove the category. Its products stay, in no category; its children become shelves."""
    business_id = category.business_id
    # All of the business's products, in the order in which whoever changes some locks them: none
    # can then come into the category from another one while it goes.
    db.session.execute(
        select(Product.id)
        .where(Product.business_id == business_id)
        .order_by(Product.id)
        .with_for_update()
    )
    db.session.delete(category)
    db.session.flush()
    _settle(business_id, queries.categories(business_id))


def _held(business_id: int) -> list[Category]:
    """All categories in order, kept from others that sort them; products may still come in."""
    hold_categories(business_id)
    return queries.categories(business_id)


def _check_parent(there: Sequence[Category], category: Category | None, wanted: int | None) -> None:
    if wanted is None:
        return
    parent = next((shelf for shelf in there if shelf.id == wanted), None)
    if parent is None:
        raise FieldErrors([FieldError("/parent_id", CategoryUnknown().detail)])
    has_children = category is not None and any(c.parent_id == category.id for c in there)
    if parent is category or parent.parent_id is not None or has_children:
        raise FieldErrors([FieldError("/parent_id", NestedTooDeep().detail)])


def _place(category: Category, there: Sequence[Category], position: int | None) -> None:
    """Put it at a place counted from 0 among those of its parent; nothing is the end."""
    siblings = [c for c in there if c.parent_id == category.parent_id and c is not category]
    place = len(siblings) if position is None else min(position, len(siblings))
    for n, sibling in enumerate([*siblings[:place], category, *siblings[place:]]):
        sibling.position = n
    category.rank = category.rank or 0
    db.session.flush()
    _settle(category.business_id, there)


def _settle(business_id: int, there: Sequence[Category]) -> None:
    """Number all categories anew, and make the kept pages of the business stale."""
    order = arranged([Shelf(c.id, c.parent_id, c.position, c.rank) for c in there])
    by_id = {category.id: category for category in there}
    for rank, (shelf_id, position) in enumerate(order):
        by_id[shelf_id].rank, by_id[shelf_id].position = rank, position
    db.session.flush()
    kept_pages.raise_version(business_id)
