"""What a draft would do: make a product, change one, nothing, or why it cannot be taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cardshop.catalogue import queries
from cardshop.catalogue.domain.choices import check_choices, value_key
from cardshop.catalogue.domain.content import ProductChanges, ProductContent
from cardshop.catalogue.domain.csv_files.drafts import Draft, Fault
from cardshop.catalogue.domain.csv_files.fates import Fate
from cardshop.catalogue.exchange.known import Catalogue, Shelves, address_of, detail_of
from cardshop.catalogue.models import Product
from cardshop.catalogue.operations.checks import check
from cardshop.catalogue.operations.editing import SlugTaken
from cardshop.lib.errors import FieldError, FieldErrors, Invalid
from cardshop.lib.validation import parse


class AlsoInRow(Invalid):
    """Row %(row)s is about the same product. Keep one of the two."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A draft, what becomes of it, and the content to write; the product is the one it changes."""

    draft: Draft
    fate: Fate
    product: Product | None = None
    content: ProductContent | None = None


class Judge:
    """Judges the drafts of one file in their order."""

    def __init__(self, catalogue: Catalogue, shelves: Shelves, *, ours: bool) -> None:
        """`ours`: the file has our own columns, so that its slugs are meant as our addresses."""
        self.catalogue, self.shelves, self.ours = catalogue, shelves, ours
        self._rows: dict[object, int] = {}

    def meant(self, draft: Draft) -> int | None:
        """The key of the product that the draft is about; its faults are noted."""
        try:
            key = self.catalogue.meant(draft)
        except Invalid as refusal:
            draft.faults.append(Fault(*draft.place("/sku"), refusal.detail))
            return None
        self._check_once(draft, key)
        return key

    def verdict(
        self, draft: Draft, product: Product | None, pictures: Mapping[str, int]
    ) -> Verdict:
        """What becomes of the draft; `pictures` are those that we have, by address."""
        self._check_category(draft)
        values = self._values(draft, product, pictures)
        content = self._content(draft, product, values)
        if draft.is_faulty or content is None:
            return Verdict(draft, "skipped")
        if product is None:
            return Verdict(draft, "created", None, content)
        is_open = any(image.address not in pictures for image in draft.addresses)
        is_new_shelf = bool(draft.category) and "category_id" not in values
        if not (is_open or is_new_shelf) and is_same(queries.as_content(product), content):
            return Verdict(draft, "unchanged", product, content)
        return Verdict(draft, "updated", product, content)

    def _check_once(self, draft: Draft, key: int | None) -> None:
        """Two entries of a file may not be about the same product."""
        names: list[object] = [key] if key is not None else []
        if key is None:
            names = [("sku", sku) for sku in set(draft.skus)]
            names += [("slug", address)] if (address := address_of(draft)) else []
        first = next((self._rows[name] for name in names if name in self._rows), None)
        if first is not None:
            where = draft.place("/sku" if draft.skus else "/slug")
            draft.faults.append(Fault(*where, AlsoInRow(row=first).detail))
        for name in names:
            self._rows.setdefault(name, draft.row)

    def _check_category(self, draft: Draft) -> None:
        try:
            self.shelves.find(draft.category or ())
        except Invalid as refusal:
            draft.faults.append(Fault(*draft.place("/category_id"), detail_of(refusal)))
            draft.category = None

    def _values(
        self, draft: Draft, product: Product | None, pictures: Mapping[str, int]
    ) -> dict[str, Any]:
        values = dict(draft.content)
        if product is not None and not self.ours:
            values.pop("slug", None)
        if draft.category is not None:
            shelf = self.shelves.find(draft.category) if draft.category else None
            if shelf is not None or not draft.category:
                values["category_id"] = shelf
        if draft.images is not None and all(i.address in pictures for i in draft.images):
            values["image_ids"] = [pictures[i.address] for i in draft.images]
        if "variants" in values:
            values["variants"] = [
                _with_picture(draft, k, variant, pictures)
                for k, variant in enumerate(values["variants"])
            ]
        return values

    def _content(
        self, draft: Draft, product: Product | None, values: dict[str, Any]
    ) -> ProductContent | None:
        try:
            content = parse(ProductChanges if product else ProductContent, values)
            if product:
                check(product, content, content.model_fields_set)
                self._check_slug(content.slug, product.id)
            else:
                check_choices(content.options, content.variants)
                self._check_slug(content.slug, None)
        except FieldErrors as faults:
            draft.blame(faults)
            return None
        return content

    def _check_slug(self, slug: str, key: int | None) -> None:
        if slug and self.catalogue.by_slug.get(slug, key) != key:
            raise FieldErrors([FieldError("/slug", SlugTaken().detail)])


def is_same(before: Mapping[str, Any], content: ProductContent) -> bool:
    """True when writing the content would leave the product as it is."""
    return not changed_fields(before, content)


def changed_fields(before: Mapping[str, Any], content: ProductContent) -> set[str]:
    """The fields that the content would change; `before` is `queries.as_content`."""
    sent = content.model_dump(include=content.model_fields_set, exclude_unset=True)
    if not sent.get("slug"):
        sent.pop("slug", None)
    return {name for name, value in sent.items() if _plain(name, value, before) != before[name]}


def _plain(name: str, value: Any, before: Mapping[str, Any]) -> Any:
    """A value in the form that `as_content` has it in."""
    if name == "tags":
        words = {tag.casefold(): tag for tag in reversed(value)}
        words |= {"featured": "featured"} if "featured" in words else {}
        return sorted(words.values())
    if name == "variants":
        there = {value_key(v["values"]): v for v in before["variants"]}
        bare = {"sku": "", "gtin": "", "stock": None, "image_id": None}
        return [bare | there.get(value_key(v["values"]), {}) | v for v in value]
    if name == "modifier_groups":
        return [
            {"minimum": 0, "maximum": 1}
            | g
            | {"modifiers": [{"price": 0} | m for m in g["modifiers"]]}
            for g in value
        ]
    return value


def _with_picture(
    draft: Draft, k: int, variant: dict[str, Any], pictures: Mapping[str, int]
) -> dict[str, Any]:
    image = draft.variant_images.get(k)
    if image is None:
        return variant
    if image.address in pictures:
        return variant | {"image_id": pictures[image.address]}
    return {name: value for name, value in variant.items() if name != "image_id"}
