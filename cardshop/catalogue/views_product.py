"""The page of one product: made, changed, removed."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.accounts.till import Till
from cardshop.catalogue import operations, queries
from cardshop.catalogue.blueprint import bp
from cardshop.catalogue.forms_product import ProductForm
from cardshop.catalogue.models import Product
from cardshop.catalogue.presenters_form import NEW, as_typed
from cardshop.catalogue.views_form import page, received, saved
from cardshop.db import transaction
from cardshop.media import queries as pictures
from cardshop.web import guards


@bp.get("/new")
@guards.owner
def new() -> str:
    """An empty form; a category that is being looked at is chosen."""
    category = request.args.get("category", "")[:12]
    return page(None, ProductForm(formdata=None, data={**NEW, "category_id": category}))


@bp.post("/new")
@guards.owner
def create() -> ResponseReturnValue:
    """Make the product, or show the form after one of its buttons."""
    form, ready = received()
    product_id = saved(None, form) if ready else None
    if product_id is None:
        return page(None, form, unsaved=True), _status(form)
    flash(_("%(name)s is saved.", name=form.name.data))
    return redirect(_after_saving(product_id), 303)


@bp.get("/<key:product_id>")
@guards.owner
def edit(product_id: int) -> str:
    """The product as it is kept."""
    product = own_product(product_id)
    till = Till.of(current.business())
    shown = pictures.shown(product.business_id, [image.picture_id for image in product.images])
    return page(product, ProductForm(formdata=None, data=as_typed(product, till, shown)))


@bp.post("/<key:product_id>")
@guards.owner
def save(product_id: int) -> ResponseReturnValue:
    """Change the product, or show the form after one of its buttons."""
    own_product(product_id)
    form, ready = received()
    if not ready or saved(product_id, form) is None:
        return page(own_product(product_id), form, unsaved=True), _status(form)
    flash(_("%(name)s is saved.", name=form.name.data))
    return redirect(url_for("products.edit", product_id=product_id), 303)


@bp.get("/<key:product_id>/removal")
@guards.owner
def removal(product_id: int) -> str:
    """Ask before a product goes."""
    return render_template("catalogue/removal.html", product=own_product(product_id))


@bp.post("/<key:product_id>/removal")
@guards.owner
def remove(product_id: int) -> ResponseReturnValue:
    """Remove the product."""
    with transaction():
        product = own_product(product_id, for_change=True)
        name = product.name
        operations.delete_product(product)
    flash(_("%(name)s is deleted.", name=name))
    return redirect(url_for("products.listed"), 303)


def own_product(product_id: int, *, for_change: bool = False) -> Product:
    """A complete product of the current business. Raises NotFound."""
    return queries.product_of(current.business_id(), product_id, for_change=for_change)


def _after_saving(product_id: int) -> str:
    if request.form.get("act") == "another":
        return url_for("products.new", category=request.form.get("category_id"))
    return url_for("products.edit", product_id=product_id)


def _status(form: ProductForm) -> int:
    return 422 if form.is_refused else 200
