"""Many products at once: their status, their category, their prices after a look at them."""

from __future__ import annotations

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.accounts.till import Till
from cardshop.catalogue import operations, queries
from cardshop.catalogue.blueprint import bp
from cardshop.catalogue.domain import typed_numbers
from cardshop.catalogue.domain.prices import check_percent
from cardshop.catalogue.forms_list import ManyForm
from cardshop.catalogue.forms_product import STATUSES
from cardshop.catalogue.models import ProductStatus
from cardshop.catalogue.operations.bulk import MOST_AT_ONCE
from cardshop.catalogue.presenters_prices import fingerprint, price_rows
from cardshop.catalogue.queries import chosen
from cardshop.catalogue.views_list import asked, back, page
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import FieldError, FieldErrors, Invalid
from cardshop.lib.typed import LARGEST_KEY
from cardshop.web import guards
from cardshop.web.locales import counted


class CategoryMissing(Invalid):
    """Choose the category that they go to."""


@bp.post("/many")
@guards.owner
def change_many() -> ResponseReturnValue:
    """Change the products that are ticked, or show what their prices would be."""
    form, ids = ManyForm(), _ticked()
    if not ids:
        flash(_("Tick the products first."), "warning")
        return back()
    try:
        return _ACTS.get(request.form.get("act", ""), _set_status)(form, ids)
    except FieldErrors as faults:
        form.take(faults)
    except Invalid as refusal:
        form.refuse("percent", refusal)
    return page(many=form, ticked=ids), 422


@bp.post("/prices")
@guards.owner
def change_prices() -> ResponseReturnValue:
    """Change prices as the page showed it; show it again if they are others by now."""
    ids, percent = _ticked(), check_percent(_whole(request.form.get("percent", "")))
    count = _changed(ids, percent, request.form.get("seen", ""))
    return _done(count) if count is not None else (_preview(ids, percent, is_stale=True), 409)


def _set_status(form: ManyForm, ids: list[int]) -> ResponseReturnValue:
    key = form.status.data if form.status.data in dict(STATUSES) else "active"
    with transaction():
        business_id = current.business_id()
        count = operations.set_status(business_id, ids, ProductStatus(key), at=clock.now())
    return _done(count)


def _set_category(form: ManyForm, ids: list[int]) -> ResponseReturnValue:
    if not form.category_id.data:
        raise FieldErrors([FieldError("/category_id", CategoryMissing().detail)])
    key = _whole(form.category_id.data) or None
    with transaction():
        count = operations.set_category(current.business_id(), ids, key, at=clock.now())
    return _done(count)


def _show_prices(form: ManyForm, ids: list[int]) -> ResponseReturnValue:
    percent = typed_numbers.change(form.percent.data or "", current.business().locale)
    return _preview(ids, percent)


def _changed(ids: list[int], percent: int, seen: str) -> int | None:
    """How many products have other prices now; nothing if they are not those that were seen."""
    business_id = current.business_id()
    with transaction():
        # Held first: of two presses of the button, the second must see what the first one did.
        queries.products_of(business_id, ids, for_change=True)
        if seen != fingerprint(queries.price_preview(business_id, ids, percent)):
            return None
        return operations.change_prices(business_id, ids, percent, at=clock.now())


def _preview(ids: list[int], percent: int, *, is_stale: bool = False) -> str:
    till = Till.of(current.business())
    changes = queries.price_preview(current.business_id(), ids, percent)
    return render_template(
        "catalogue/prices.html",
        asked=asked(),
        ids=ids,
        percent=percent,
        shown=typed_numbers.shown(abs(percent), till.locale),
        rows=price_rows(changes, till),
        seen=fingerprint(changes),
        is_stale=is_stale,
    )


def _done(count: int) -> ResponseReturnValue:
    flash(counted("%(num)s product changed.", "%(num)s products changed.", count))
    return back()


def _ticked() -> list[int]:
    """The keys that were sent, or those of everything in the list."""
    if request.form.get("all"):
        return chosen.keys(current.business_id(), asked().wanted, most=MOST_AT_ONCE + 1)
    sent = (_whole(key) for key in request.form.getlist("ids")[: MOST_AT_ONCE + 1])
    return sorted({key for key in sent if 0 < key <= LARGEST_KEY})


def _whole(text: str) -> int:
    """A number as our own pages write it; 0 for anything else."""
    digits = text.removeprefix("-")
    is_number = digits.isascii() and digits.isdecimal() and len(digits) < 11
    return int(text) if is_number else 0


_ACTS = {"status": _set_status, "category": _set_category, "prices": _show_prices}
