"""The list of products as a page, for every view that shows it."""

from __future__ import annotations

from collections.abc import Collection

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cardshop.accounts import current
from cardshop.accounts.till import Till
from cardshop.accounts.windows import address_of
from cardshop.catalogue import queries
from cardshop.catalogue.forms_list import ManyForm, QuickForm
from cardshop.catalogue.presenters_listing import Asked, rows, shelf_chips, status_chips
from cardshop.catalogue.presenters_shelves import shelf_rows
from cardshop.catalogue.queries import chosen
from cardshop.media import queries as pictures


def asked() -> Asked:
    """What the address of this request asks for."""
    return Asked.of(request.args)


def page(
    quick: QuickForm | None = None,
    many: ManyForm | None = None,
    ticked: Collection[int] = (),
) -> str:
    """The list as the address asks for it; the forms are those in which something is wrong."""
    business, wanted = current.business(), asked()
    listing = queries.listed(business.id, wanted.wanted)
    categories = queries.categories(business.id)
    by_category = queries.products_by_category(business.id)
    by_status = queries.count_by_status(business.id)
    first = [product.images[0].picture_id for product in listing.items if product.images]
    if quick and quick.product_id not in [p.id for p in listing.items if not p.variants]:
        quick = quick.loosened()
    total, till = sum(by_status.values()), Till.of(business)
    shelves = shelf_rows(categories, by_category)
    return render_template(
        "catalogue/listed.html",
        asked=wanted,
        till=till,
        total=total,
        found=total if wanted.is_all else chosen.count(business.id, wanted.wanted),
        rows=rows(listing.items, categories, pictures.shown(business.id, first), till),
        next=listing.next,
        shelf_chips=shelf_chips(wanted, shelves, by_category.get(None, 0), total),
        status_chips=status_chips(wanted, by_status),
        quick=quick,
        shop=address_of(business.id),
        many=(many or ManyForm(formdata=None)).offering(categories),
        ticked=set(ticked),
    )


def back(product_id: int | None = None) -> ResponseReturnValue:
    """To the list as it was, at the product."""
    anchor = f"product-{product_id}" if product_id else None
    return redirect(url_for("products.listed", **asked().args(), _anchor=anchor), 303)
