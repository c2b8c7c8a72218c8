"""The owner's list of products, and what changes in it many times a day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.accounts.till import Till
from cardshop.catalogue import operations
from cardshop.catalogue.blueprint import bp
from cardshop.catalogue.forms_list import QuickForm
from cardshop.catalogue.views_list import back, page
from cardshop.catalogue.views_product import own_product
from cardshop.db import transaction
from cardshop.lib import clock, counts
from cardshop.lib.errors import Invalid
from cardshop.web import guards


@bp.get("", strict_slashes=False)
@guards.owner
def listed() -> str:
    """Every product, with what changes daily in its row."""
    return page()


@bp.post("/<key:product_id>/price-and-stock")
@guards.owner
def set_price_and_stock(product_id: int) -> ResponseReturnValue:
    """Change a price and a count from the list."""
    own_product(product_id)
    form = QuickForm().of(product_id)
    if not _set(product_id, form):
        return page(quick=form), 422
    flash(_("Saved."))
    return back(product_id)


@bp.post("/<key:product_id>/sold-out")
@guards.owner
def switch_sold_out(product_id: int) -> ResponseReturnValue:
    """Say that a product is sold out for now, or on sale again."""
    is_sold_out = request.form.get("sold_out") == "1"
    with transaction():
        product = own_product(product_id, for_change=True)
        operations.switch_sold_out(product, is_sold_out, at=clock.now())
        name = product.name
    words = _("%(name)s is sold out.") if is_sold_out else _("%(name)s is on sale.")
    flash(words % {"name": name})
    return back(product_id)


@bp.post("/<key:product_id>/place")
@guards.owner
def move(product_id: int) -> ResponseReturnValue:
    """One place up or down in its category."""
    upwards = request.form.get("direction") == "up"
    with transaction():
        product = own_product(product_id, for_change=True)
        operations.move_product(product, "up" if upwards else "down", at=clock.now())
        name = product.name
    words = _("%(name)s is one up.") if upwards else _("%(name)s is one down.")
    flash(words % {"name": name})
    return back(product_id)


@bp.post("/<key:product_id>/copies")
@guards.owner
def duplicate(product_id: int) -> ResponseReturnValue:
    """A draft like the product, opened at once."""
    with transaction():
        product = own_product(product_id, for_change=True)
        words = _("%(name)s (copy)", name=product.name[:100])
        copied = operations.duplicate_product(product, at=clock.now(), name=words).id
    flash(_("This is the copy, a draft until you put it on sale."))
    return redirect(url_for("products.edit", product_id=copied), 303)


def _set(product_id: int, form: QuickForm) -> bool:
    """Keep what was typed, or say beside the fields what is wrong."""
    price = _read(form, "price", Till.of(current.business()).read)
    stock = _read(form, "stock", counts.whole)
    if form.errors:
        return False
    try:
        with transaction():
            product = own_product(product_id, for_change=True)
            operations.set_price(product, None, price, at=clock.now())
            # A count that nobody touched stays: orders may have changed it meanwhile.
            if (form.stock.data or "").strip() != (form.stock_was.data or ""):
                operations.set_stock(product, None, stock, at=clock.now())
    except operations.StockOutOfRange as refusal:
        form.refuse("stock", refusal)
    except operations.PriceOutOfRange as refusal:
        form.refuse("price", refusal)
    return not form.errors


def _read(form: QuickForm, name: str, read: Callable[[str], Any]) -> Any:
    try:
        return read(form[name].data or "")
    except Invalid as refusal:
        form.refuse(name, refusal)
        return None
