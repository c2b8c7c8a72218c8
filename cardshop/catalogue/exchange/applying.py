"""Drafts written: products made and changed, and what is needed to undo it. Nothing commits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from cardshop.catalogue import operations, queries
from cardshop.catalogue.domain.content import ProductChanges
from cardshop.catalogue.domain.csv_files.drafts import Draft, Fault, Image
from cardshop.catalogue.exchange import pictures
from cardshop.catalogue.exchange.checking import verdicts
from cardshop.catalogue.exchange.imports import holder
from cardshop.catalogue.exchange.judging import Judge, Verdict, changed_fields
from cardshop.catalogue.exchange.known import Shelves
from cardshop.catalogue.exchange.pictures import Fetched
from cardshop.catalogue.models import ImportedProduct, Product
from cardshop.db import db
from cardshop.lib.errors import FieldErrors, Refusal
from cardshop.media import operations as media
from cardshop.media.domain.pictures import Prepared


class Writer:
    """Writes the drafts of one import into one business."""

    def __init__(self, *, business_id: int, import_id: int, judge: Judge, at: datetime) -> None:
        self.business_id, self.import_id, self.judge, self.at = business_id, import_id, judge, at

    def write(self, drafts: list[Draft], fetched: Fetched) -> Iterator[Verdict]:
        """Write each draft, or note why it cannot be; `fetched` are the pictures that were."""
        # A draft may make a category after others were written: whoever sorts categories holds them
        # first, so an import does too, or each would wait for the other.
        queries.hold_categories(self.business_id)
        self._keep_pictures(drafts, fetched)
        for verdict in verdicts(self.business_id, self.judge, drafts, for_change=True):
            yield self._written(verdict)

    def _keep_pictures(self, drafts: list[Draft], fetched: Fetched) -> None:
        """Pictures that could not be had are left out, and named."""
        for draft in drafts:
            for image in draft.addresses:
                found = fetched.get(image.address)
                if isinstance(found, Prepared):
                    pictures.keep(self.business_id, image.address, found, alt=image.alt, at=self.at)
                elif found is not None:
                    fault = Fault(image.row, image.column, found.detail, fatal=False)
                    draft.faults.append(fault)
            _leave_out(
                draft, {a for a, found in fetched.items() if not isinstance(found, Prepared)}
            )

    def _written(self, verdict: Verdict) -> Verdict:
        """A draft that is refused at the last moment leaves nothing behind."""
        if verdict.fate not in ("created", "updated") or verdict.content is None:
            return verdict
        try:
            with db.session.begin_nested():
                self._write(verdict)
        except FieldErrors as faults:
            verdict.draft.blame(faults)
        except Refusal as refusal:
            verdict.draft.faults.append(Fault(verdict.draft.row, "", refusal.detail))
        else:
            return verdict
        # A category that was made for it is gone again.
        self.judge.shelves = Shelves(self.business_id)
        return replace(verdict, fate="skipped")

    def _write(self, verdict: Verdict) -> None:
        draft, content, product = verdict.draft, verdict.content, verdict.product
        if content is None:
            return
        if draft.category:
            shelf = self.judge.shelves.make(draft.category, at=self.at)
            content = content.model_copy(update={"category_id": shelf})
        if product is None:
            product = operations.create_product(
                business_id=self.business_id, content=content, at=self.at
            )
            self._remember(product, None)
        elif isinstance(content, ProductChanges):
            whole = queries.as_content(product)
            before = {name: whole[name] for name in sorted(changed_fields(whole, content))}
            # Held before they are taken away, or they would be gone.
            self._hold_pictures(product.id, before)
            operations.edit_product(product, content, at=self.at)
            self._remember(product, before)
        self.judge.catalogue.note(product.id, product.slug, draft.skus)

    def _remember(self, product: Product, before: dict[str, Any] | None) -> None:
        """What an undo needs; what it was before the first change of this import stays."""
        row = db.session.get(ImportedProduct, (self.import_id, product.id))
        if row is None:
            row = ImportedProduct(import_id=self.import_id, product_id=product.id, before=before)
            db.session.add(row)
        elif row.before is not None and before is not None:
            row.before = before | row.before
        row.version = product.version
        db.session.flush()

    def _hold_pictures(self, product_id: int, before: dict[str, Any]) -> None:
        row = db.session.get(ImportedProduct, (self.import_id, product_id))
        shown = _pictures_in(before | ((row.before or {}) if row else {}))
        if shown:
            media.set_uses(used_by=holder(self.import_id, product_id), picture_ids=shown)


def open_images(business_id: int, drafts: list[Draft]) -> list[Image]:
    """The pictures of some drafts that have to be fetched; faulty drafts need none."""
    images = [i for draft in drafts if not draft.is_faulty for i in draft.addresses]
    have = pictures.known(business_id, images)
    return [image for image in images if image.address not in have]


def _leave_out(draft: Draft, addresses: set[str]) -> None:
    draft.variant_images = {
        k: image for k, image in draft.variant_images.items() if image.address not in addresses
    }
    if draft.images:
        left = [image for image in draft.images if image.address not in addresses]
        # When none could be had, the pictures there are stay.
        draft.images = left or None


def _pictures_in(before: dict[str, Any]) -> set[int]:
    shown = set(before.get("image_ids", []))
    return shown | {v["image_id"] for v in before.get("variants", []) if v["image_id"]}
