"""Making a card: the first one (the last step of signing up), and any other."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.accounts.models import Business
from cardshop.cards import operations, queries
from cardshop.cards.blueprint import bp
from cardshop.cards.forms_making import AddressForm, NewCardForm
from cardshop.cards.models import Card
from cardshop.cards.operations import SlugTaken
from cardshop.db import transaction
from cardshop.lib import clock, slugs
from cardshop.lib.errors import Invalid
from cardshop.web.guards import owner
from cardshop.web.site import base_url


@bp.get("/first")
@owner
def first() -> ResponseReturnValue:
    """Step 3 of signing up: where the card is found."""
    if queries.listed(current.business_id()):
        return redirect(url_for("cards.listed"), 303)
    return page("first", AddressForm(slug=operations.proposed_slug(current.business())))


@bp.post("/first")
@owner
def make_first() -> ResponseReturnValue:
    """Make the first card, unless a second press of the button made it already."""
    if queries.listed(current.business_id()):
        return redirect(url_for("cards.listed"), 303)
    form = AddressForm()

    def make() -> Card:
        business = current.business(for_change=True)
        there = queries.listed(business.id)  # By another press, at this very moment.
        return there[0] if there else _first(business, form)

    return _made("first", form, make, _("Your card is ready. Fill it in."))


@bp.get("/new")
@owner
def new() -> ResponseReturnValue:
    """One more card."""
    return page("new", NewCardForm())


@bp.post("/new")
@owner
def make_new() -> ResponseReturnValue:
    """Make one more card."""
    form = NewCardForm()

    def make() -> Card:
        business, name = current.business(), form.name.data or ""
        slug = form.slug.data or operations.proposed_slug(business, name)
        return operations.create(business=business, slug=slug, display_name=name, at=clock.now())

    return _made("new", form, make, _("The new card is ready. Fill it in."))


@bp.get("/availability")
@owner
def availability() -> ResponseReturnValue:
    """Whether an address is free, for the script that asks while it is typed."""
    typed, card_id = request.args.get("slug", "")[:200], request.args.get("card", type=int)
    try:
        slug = slugs.check(typed)
    except Invalid as refusal:
        return jsonify(free=False, says=_(refusal.detail))
    free = queries.slug_is_free(slug, current.business_id(), card_id=card_id)
    return jsonify(free=free, says=sentence(slug, free=free))


def sentence(slug: str, *, free: bool) -> str:
    """What the page says about an address."""
    if free:
        return str(_("%(slug)s is free.", slug=slug))
    return str(_(SlugTaken().detail))


def _first(business: Business, form: AddressForm) -> Card:
    return operations.create_first(business=business, slug=form.slug.data, at=clock.now())


def _made(
    template: str, form: AddressForm, make: Callable[[], Card], words: str
) -> ResponseReturnValue:
    """Make the card and go to its editor; or show the form again, with a word on the address."""
    if not form.validate_on_submit():
        return page(template, form), 422
    if "check" in request.form:
        return looked_up(template, form)
    try:
        with transaction():
            card_id = make().id
    except SlugTaken as refusal:
        form.taken(refusal)
        return page(template, form), 422
    flash(words)
    return redirect(url_for("cards.edit", card_id=card_id), 303)


def looked_up(template: str, form: AddressForm) -> ResponseReturnValue:
    """The form with an answer to the button "Check"."""
    slug = slugs.check(form.slug.data or "") if form.slug.data else ""
    if not slug or queries.slug_is_free(slug, current.business_id()):
        return page(template, form, verdict=sentence(slug, free=True) if slug else "")
    form.taken(SlugTaken())
    return page(template, form), 422


def page(template: str, form: AddressForm, verdict: str = "") -> str:
    """A form that makes a card."""
    return render_template(
        f"cards/{template}.html", form=form, verdict=verdict, site=base_url().split("//")[-1]
    )
