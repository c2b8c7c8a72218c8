"""The owner's shelves: added, renamed, put into another, moved, removed."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.catalogue import operations, queries
from cardshop.catalogue.blueprint import bp
from cardshop.catalogue.domain.content import CategoryChanges, CategoryContent
from cardshop.catalogue.forms_category import CategoryForm
from cardshop.catalogue.models import Category
from cardshop.catalogue.presenters_shelves import shelf_rows
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import FieldErrors
from cardshop.lib.validation import parse
from cardshop.web import guards


@bp.get("/categories")
@guards.owner
def categories() -> str:
    """Every category in order, and a form for another."""
    return _listed(CategoryForm(formdata=None))


@bp.post("/categories")
@guards.owner
def add_category() -> ResponseReturnValue:
    """Add a category at the end."""
    form = CategoryForm()
    business_id = current.business_id()
    try:
        content = parse(CategoryContent, form.content())
        with transaction():
            operations.create_category(business_id=business_id, content=content, at=clock.now())
    except FieldErrors as faults:
        form.take(faults)
        return _listed(form), 422
    return _done(_("%(name)s is added.", name=content.name))


@bp.get("/categories/<key:category_id>")
@guards.owner
def category(category_id: int) -> str:
    """One category, to rename it or put it elsewhere."""
    kept = _own(category_id)
    given = {"name": kept.name, "parent_id": str(kept.parent_id or "")}
    return _page(kept, CategoryForm(formdata=None, data=given))


@bp.post("/categories/<key:category_id>")
@guards.owner
def save_category(category_id: int) -> ResponseReturnValue:
    """Rename the category, or put it elsewhere."""
    kept, form = _own(category_id), CategoryForm()
    try:
        changes = parse(CategoryChanges, form.content())
        with transaction():
            operations.edit_category(_own(category_id, for_change=True), changes)
    except FieldErrors as faults:
        form.take(faults)
        return _page(kept, form), 422
    return _done(_("%(name)s is saved.", name=changes.name))


@bp.post("/categories/<key:category_id>/place")
@guards.owner
def move_category(category_id: int) -> ResponseReturnValue:
    """One place up or down."""
    upwards = request.form.get("direction") == "up"
    with transaction():
        kept = _own(category_id, for_change=True)
        operations.move_category(kept, "up" if upwards else "down")
        name = kept.name
    words = _("%(name)s is one up.") if upwards else _("%(name)s is one down.")
    return _done(words % {"name": name}, f"category-{category_id}")


@bp.get("/categories/<key:category_id>/removal")
@guards.owner
def category_removal(category_id: int) -> str:
    """Ask before a category goes."""
    kept = _own(category_id)
    count = queries.products_by_category(kept.business_id).get(kept.id, 0)
    return render_template("catalogue/category_removal.html", category=kept, count=count)


@bp.post("/categories/<key:category_id>/removal")
@guards.owner
def remove_category(category_id: int) -> ResponseReturnValue:
    """Remove the category; its products stay."""
    with transaction():
        kept = _own(category_id, for_change=True)
        name = kept.name
        operations.delete_category(kept)
    return _done(_("%(name)s is deleted. Its products are still there.", name=name))


def _own(category_id: int, *, for_change: bool = False) -> Category:
    return queries.category_of(current.business_id(), category_id, for_change=for_change)


def _listed(form: CategoryForm) -> str:
    business_id = current.business_id()
    found = queries.categories(business_id)
    rows = shelf_rows(found, queries.products_by_category(business_id))
    return render_template("catalogue/categories.html", rows=rows, form=form.offering(found))


def _page(kept: Category, form: CategoryForm) -> str:
    form.offering(queries.categories(kept.business_id), kept.id)
    return render_template("catalogue/category.html", category=kept, form=form)


def _done(words: str, anchor: str | None = None) -> ResponseReturnValue:
    flash(words)
    return redirect(url_for("products.categories", _anchor=anchor), 303)
