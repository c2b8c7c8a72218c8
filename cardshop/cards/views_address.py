"""Where a card is found and by whom: its address, on show or not, its copy, its end."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.cards import operations, queries
from cardshop.cards.blueprint import bp
from cardshop.cards.forms_making import AddressForm
from cardshop.cards.models import Card
from cardshop.cards.operations import NameNeeded, SlugTaken
from cardshop.cards.presenters_editor import frame
from cardshop.cards.views_editor import done, own_card
from cardshop.cards.views_making import sentence
from cardshop.db import transaction
from cardshop.lib import clock, slugs
from cardshop.lib.errors import Refusal
from cardshop.web.guards import owner
from cardshop.web.site import absolute, base_url


@bp.get("/<int:card_id>/address")
@owner
def address(card_id: int) -> str:
    """The card's address, publication and what else concerns it as a whole."""
    card = own_card(card_id)
    return _page(card, AddressForm(slug=card.slug))


@bp.post("/<int:card_id>/address")
@owner
def change_address(card_id: int) -> ResponseReturnValue:
    """Move the card; its old address keeps leading to it."""
    card, form = own_card(card_id), AddressForm()
    if not form.validate_on_submit():
        return _page(card, form), 422
    if "check" in request.form:
        return _looked_up(card, form)
    return _renamed(card_id, form)


@bp.post("/<int:card_id>/publication")
@owner
def publish(card_id: int) -> ResponseReturnValue:
    """Show the card to everyone."""
    try:
        with transaction():
            operations.publish(own_card(card_id, for_change=True), at=clock.now())
    except NameNeeded as refusal:
        card = own_card(card_id)
        return _page(card, AddressForm(formdata=None, slug=card.slug), refusal), 422
    return done("cards.address", _("Your card is live."), card_id=card_id)


@bp.post("/<int:card_id>/publication/removal")
@owner
def withdraw(card_id: int) -> ResponseReturnValue:
    """Show the card to nobody but who has its preview link."""
    with transaction():
        operations.withdraw(own_card(card_id, for_change=True), at=clock.now())
    return done("cards.address", _("Your card is no longer live."), card_id=card_id)


@bp.post("/<int:card_id>/preview-link")
@owner
def renew_preview_link(card_id: int) -> ResponseReturnValue:
    """Make another preview link."""
    with transaction():
        operations.renew_preview_link(own_card(card_id, for_change=True), at=clock.now())
    words = _("There is a new preview link. The old one no longer works.")
    return done("cards.address", words, card_id=card_id)


@bp.post("/<int:card_id>/copy")
@owner
def duplicate(card_id: int) -> ResponseReturnValue:
    """Another card like this one."""
    with transaction():
        copy_id = operations.duplicate(own_card(card_id, for_change=True), at=clock.now()).id
    return done("cards.edit", _("This is the copy. It is not live yet."), card_id=copy_id)


@bp.get("/<int:card_id>/removal")
@owner
def removal(card_id: int) -> str:
    """What deleting the card means, before it is done."""
    return render_template("cards/removal.html", card=own_card(card_id))


@bp.post("/<int:card_id>/removal")
@owner
def remove(card_id: int) -> ResponseReturnValue:
    """Delete the card."""
    with transaction():
        operations.delete(own_card(card_id, for_change=True))
    flash(_("The card is deleted."))
    return redirect(url_for("cards.every"), 303)


def _renamed(card_id: int, form: AddressForm) -> ResponseReturnValue:
    try:
        with transaction():
            card = own_card(card_id, for_change=True)
            operations.rename(card, form.slug.data or "", at=clock.now())
    except SlugTaken as refusal:
        form.taken(refusal)
        return _page(own_card(card_id), form), 422
    return done("cards.address", _("Your card has a new address."), card_id=card_id)


def _looked_up(card: Card, form: AddressForm) -> ResponseReturnValue:
    """The page with an answer to the button "Check"."""
    slug = slugs.check(form.slug.data or "")
    if queries.slug_is_free(slug, card.business_id, card_id=card.id):
        return _page(card, form, verdict=sentence(slug, free=True))
    form.taken(SlugTaken())
    return _page(card, form), 422


def _page(card: Card, form: AddressForm, refusal: Refusal | None = None, verdict: str = "") -> str:
    return render_template(
        "cards/editor/address.html",
        card=card,
        form=form,
        frame=frame(card, "address"),
        refusal=refusal,
        verdict=verdict,
        site=base_url().split("//")[-1],
        card_url=absolute(f"/{card.slug}"),
        preview_url=absolute(f"/{card.slug}?draft={card.preview_token}"),
        former=[claim.slug for claim in queries.claims_of(card.id) if claim.slug != card.slug],
    )
