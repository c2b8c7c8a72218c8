"""The product form on its way: pictures are kept first, faults are put beside their fields."""

from __future__ import annotations

from flask import render_template, request
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.accounts.till import Till
from cardshop.accounts.windows import address_of
from cardshop.catalogue import operations, queries
from cardshop.catalogue.domain.combinations import TooManyCombinations
from cardshop.catalogue.domain.content import ProductChanges, ProductContent
from cardshop.catalogue.forms_product import ProductForm
from cardshop.catalogue.forms_reading import Typed, key_of
from cardshop.catalogue.models import Product
from cardshop.catalogue.presenters_form import picture_choices, shelves, with_none
from cardshop.db import db, transaction
from cardshop.lib import clock
from cardshop.lib.errors import FieldErrors, Invalid
from cardshop.media import operations as media
from cardshop.media import queries as pictures
from cardshop.media import uploads
from cardshop.media.models import Picture
from cardshop.web.choices import choices

# The buttons that mean to keep the product; all others only change a list of the form.
SAVES = ("save", "another")
# Of these states a product has a page of its own.
_SHOWN = ("active", "sold_out")


class TooManyPictures(Invalid):
    """A product has room for 10 pictures. Remove one first."""


def received() -> tuple[ProductForm, bool]:
    """The form after its button, new pictures kept; True when it is to be saved as it is."""
    act = request.form.get("act", "save")[:64]
    form, refusals = _with_pictures(ProductForm())
    try:
        form = form.tidy().combined() if act in SAVES else form.after(act)
    except TooManyCombinations as refusal:
        form.refuse_options(refusal)
    for refused in refusals:
        form.refuse("files", refused)
    return form, act in SAVES and not form.fresh and not form.is_refused


def saved(product_id: int | None, form: ProductForm) -> int | None:
    """Keep what was typed as a new product or of this one; its key, or nothing and the faults."""
    typed = Typed(form, Till.of(current.business()))
    try:
        content = typed.content() if product_id is None else typed.changes()
    except FieldErrors as faults:
        form.take(faults)
        return None
    try:
        with transaction():
            kept = _kept(product_id, content)
            _describe(typed.descriptions())
            return kept.id
    except FieldErrors as faults:
        form.take(typed.placed(faults))
        return None


def page(product: Product | None, form: ProductForm, *, unsaved: bool = False) -> str:
    """The form as a page, with what it offers to choose from."""
    business = current.business()
    keys = [str(entry.form.picture_id.data or "") for entry in form.images.entries]
    form.category_id.choices = choices(with_none(shelves(queries.categories(business.id))))
    for entry in form.variants.entries:
        entry.form.image_id.choices = choices(picture_choices(keys))
    return render_template(
        "catalogue/product.html",
        product=product,
        form=form,
        unsaved=unsaved,
        till=Till.of(business),
        used_tags=[tag for tag in queries.tags_in_use(business.id) if tag != "featured"][:12],
        pictures=pictures.shown(business.id, map(key_of, keys)),
        shop=address_of(business.id) if product and product.status.value in _SHOWN else "",
        heading=product.name if product else _("New product"),
    )


def _kept(product_id: int | None, content: ProductContent) -> Product:
    business_id = current.business_id()
    if product_id is None:
        return operations.create_product(business_id=business_id, content=content, at=clock.now())
    product = queries.product_of(business_id, product_id, for_change=True)
    assert isinstance(content, ProductChanges)  # noqa: S101 - what `saved` asks for
    operations.edit_product(product, content, at=clock.now())
    return product


def _describe(descriptions: dict[int, str]) -> None:
    """Say what the pictures show; the operation before has checked whose they are."""
    for key, words in descriptions.items():
        media.describe(db.session.get_one(Picture, key), words)


def _with_pictures(form: ProductForm) -> tuple[ProductForm, list[Invalid]]:
    """The form with the pictures that came with it as rows of their own: nothing is sent twice."""
    room = form.room_for_pictures
    used, refused = uploads.opened("files", most=room)
    refusals: list[Invalid] = list(refused)
    if len(uploads.sent("files")) > room:
        refusals.append(TooManyPictures())
    if not used:
        return form, refusals
    with transaction():
        business_id = current.business_id()
        kept = [media.store(business_id=business_id, data=p, at=clock.now()) for p in used]
        rows = [{"picture_id": str(picture.id), "alt": picture.alt} for picture in kept]
    there = form.rows()["images"]
    known = {row["picture_id"] for row in there}
    added = [row for row in rows if row["picture_id"] not in known]
    return form.holding({**form.rows(), "images": [*there, *added]}), refusals
