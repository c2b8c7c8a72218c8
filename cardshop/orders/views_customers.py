"""Who ordered: a list to search, and a page for each customer."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.accounts.till import Till
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import FieldErrors
from cardshop.lib.text import printable
from cardshop.orders import operations, queries
from cardshop.orders.blueprint_shop import customers
from cardshop.orders.forms_shop import NotesForm
from cardshop.orders.presenters_customers import customer_row, order_row, other_spellings
from cardshop.orders.presenters_desk import Desk
from cardshop.web.guards import owner

_LONGEST_SEARCH = 80


@customers.get("/")
@owner
def listed() -> str:
    """A page of customers, who ordered last first; `q` searches name, number and e-mail."""
    desk = Desk.of(current.business(), clock.now())
    search = printable(request.args.get("q", "")).strip()[:_LONGEST_SEARCH]
    found = queries.customers(desk.business_id, search, _key("after"))
    return render_template(
        "orders/customers/listed.html",
        rows=[customer_row(patron, desk) for patron in found.items],
        next=found.next,
        search=search,
    )


@customers.get("/<key:customer_id>")
@owner
def shown(customer_id: int) -> str:
    """One customer with the orders."""
    return _page(customer_id, _form(customer_id))


@customers.post("/<key:customer_id>")
@owner
def note(customer_id: int) -> ResponseReturnValue:
    """Keep what the owner notes down."""
    form = _form(customer_id)
    if not form.validate_on_submit() or not _noted(customer_id, form):
        return _page(customer_id, form), 422
    flash(_("Saved."))
    return redirect(url_for("customers.shown", customer_id=customer_id), 303)


def _form(customer_id: int) -> NotesForm:
    return NotesForm.of(queries.customer_of(current.business_id(), customer_id))


def _noted(customer_id: int, form: NotesForm) -> bool:
    try:
        content = form.content(Till.of(current.business()))
        with transaction():
            kept = queries.customer_of(current.business_id(), customer_id, for_change=True)
            operations.note_customer(kept, content)
    except FieldErrors as faults:
        form.take(faults)
        return False
    return True


def _page(customer_id: int, form: NotesForm) -> str:
    desk = Desk.of(current.business(), clock.now())
    patron = queries.patron_of(desk.business_id, customer_id)
    orders = queries.orders_of_customer(desk.business_id, customer_id, after=_key("after"))
    return render_template(
        "orders/customers/shown.html",
        who=customer_row(patron, desk),
        spellings=other_spellings(patron.customer.phone, orders.items),
        rows=[order_row(order, desk) for order in orders.items],
        next=orders.next,
        form=form,
    )


def _key(name: str) -> int:
    """A key in the address; 0 for none."""
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
