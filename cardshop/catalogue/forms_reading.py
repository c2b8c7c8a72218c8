"""What was typed into the product form, as the content of a product, and faults put back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import Any, TypeVar

from cardshop.accounts.till import Till
from cardshop.catalogue.domain import typed_numbers
from cardshop.catalogue.domain.content import ProductChanges, ProductContent, percent
from cardshop.catalogue.forms_parts import between_commas, opened
from cardshop.catalogue.forms_product import UNITS, ProductForm
from cardshop.lib import counts
from cardshop.lib.errors import FieldError, FieldErrors, Invalid
from cardshop.lib.rows import Row
from cardshop.lib.text import check_line
from cardshop.lib.typed import LARGEST_KEY
from cardshop.lib.validation import parse
from cardshop.media.operations import LONGEST_ALT

T = TypeVar("T")
M = TypeVar("M", bound=ProductContent)
# Where the form has another field than the content.
_FIELDS = {"image_ids": "images", "modifier_groups": "groups", "preparation_minutes": "preparation"}
_INSIDE = {("variants", "values"): "price", ("variants", "id"): "price", ("groups", "id"): "name"}


class Typed:
    """Reads the form once; every number that cannot be read is a fault at its place."""

    def __init__(self, form: ProductForm, till: Till) -> None:
        self._form, self._till = form, till
        self._rows = form.rows()
        # Which rows of the form are the variants of the content.
        self._sold = [n for n, row in enumerate(self._rows["variants"]) if row["sold"]]
        self._faults: list[FieldError] = []

    def content(self) -> ProductContent:
        """All of it, for a new product. Raises FieldErrors with pointers into the form."""
        return self._parsed(ProductContent, {})

    def changes(self) -> ProductChanges:
        """The same, without the counts that nobody touched: orders may have changed them since."""
        return self._parsed(
            ProductChanges, {"stock"} if self._is_untouched(self._form.data) else ()
        )

    def descriptions(self) -> dict[int, str]:
        """What each picture shows, by its key."""
        return {key_of(row["picture_id"]) or 0: row["alt"] or "" for row in self._rows["images"]}

    def placed(self, faults: FieldErrors) -> FieldErrors:
        """The faults of the content, at the fields of the form."""
        return FieldErrors(FieldError(self._place(e.pointer), e.detail) for e in faults.errors)

    def _parsed(self, model: type[M], left_out: Collection[str]) -> M:
        typed = {name: value for name, value in self._all().items() if name not in left_out}
        try:
            content = parse(model, typed)
        except FieldErrors as faults:
            raise FieldErrors([*self._faults, *self.placed(faults).errors]) from faults
        if self._faults:
            raise FieldErrors(self._faults)
        return content

    def _all(self) -> dict[str, Any]:
        form = self._form
        variants = [self._variant(n) for n in self._sold]
        return {
            **{name: form[name].data or "" for name in ("name", "description", "sku", "brand")},
            **{name: form[name].data or "" for name in ("gtin", "slug")},
            "price": self._price_of(variants),
            "compare_at_price": self._optional_amount("/compare_at_price", form.compare_at_price),
            "status": form.status.data or "draft",
            "category_id": key_of(form.category_id.data),
            "stock": None if variants else self._whole("/stock", form.stock.data),
            "image_ids": [key_of(row["picture_id"]) for row in self._rows["images"]],
            "tags": self._tags(),
            "options": [
                {"name": row["name"] or "", "values": values}
                for row, values in zip(self._rows["options"], form.option_values, strict=True)
            ],
            "variants": variants,
            "modifier_groups": [self._group(*pair) for pair in enumerate(self._rows["groups"])],
            "tax_rate": percent(
                self._read("/tax_rate", typed_numbers.tax, form.tax_rate.data) or 0
            ),
            "preparation_minutes": self._preparation(),
        }

    def _price_of(self, variants: list[dict[str, Any]]) -> int:
        self._check_descriptions()
        if variants:
            return min(int(variant["price"]) for variant in variants)
        return self._amount("/price", self._form.price.data)

    def _check_descriptions(self) -> None:
        for n, row in enumerate(self._rows["images"]):
            self._told(f"/images/{n}/alt", partial(_checked_alt, row["alt"]))

    def _tags(self) -> list[str]:
        typed = [tag for tag in between_commas(self._form.tags.data or "") if tag != "featured"]
        return [*typed, *(["featured"] if self._form.featured.data else [])]

    def _variant(self, n: int) -> dict[str, Any]:
        row, where = self._rows["variants"][n], f"/variants/{n}"
        said = {
            "id": key_of(row["id"]),
            "values": opened(row["values"]),
            "price": self._amount(f"{where}/price", row["price"]),
            "sku": row["sku"] or "",
            "gtin": row["gtin"] or "",
            "image_id": key_of(row["image_id"]),
        }
        if row["id"] and self._is_untouched(row):
            return said
        return said | {"stock": self._whole(f"{where}/stock", row["stock"])}

    def _group(self, n: int, row: Row) -> dict[str, Any]:
        where = f"/groups/{n}"
        return {
            "id": key_of(row["id"]),
            "name": row["name"] or "",
            "minimum": self._whole(f"{where}/minimum", row["minimum"]) or 0,
            "maximum": self._at_most(f"{where}/maximum", row["maximum"]),
            "modifiers": [
                self._modifier(f"{where}/modifiers/{m}", modifier)
                for m, modifier in enumerate(row["modifiers"])
            ],
        }

    def _at_most(self, where: str, text: str | None) -> int:
        number = self._whole(where, text)
        return 1 if number is None else number

    def _modifier(self, where: str, row: Row) -> dict[str, Any]:
        price = self._amount(f"{where}/price", row["price"]) if row["price"] else 0
        return {"id": key_of(row["id"]), "name": row["name"] or "", "price": price}

    def _preparation(self) -> int:
        number = self._whole("/preparation", self._form.preparation.data) or 0
        return number * UNITS.get(self._form.unit.data or "", 1)

    def _optional_amount(self, where: str, field: Any) -> int | None:
        return self._amount(where, field.data) if (field.data or "").strip() else None

    def _amount(self, where: str, text: str | None) -> int:
        return self._told(where, lambda: self._till.read(text or "")) or 0

    def _whole(self, where: str, text: str | None) -> int | None:
        return self._told(where, lambda: counts.whole(text or ""))

    def _read(self, where: str, read: Callable[[str, str], T], text: str | None) -> T | None:
        return self._told(where, lambda: read(text or "", self._till.locale))

    def _told(self, where: str, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except Invalid as refusal:
            self._faults.append(FieldError(where, refusal.detail))
            return None

    def _is_untouched(self, row: Row) -> bool:
        return (row["stock"] or "").strip() == (row["stock_was"] or "")

    def _place(self, pointer: str) -> str:
        return "".join(f"/{part}" for part in self._parts(pointer.strip("/").split("/")))

    def _parts(self, parts: list[str]) -> Iterator[str]:
        name = _FIELDS.get(parts[0], parts[0])
        if name == "images":
            yield from ("files",) if len(parts) == 1 else (name, parts[1], "alt")
            return
        yield name
        if name == "tags":
            return
        if name == "variants" and len(parts) > 1:
            parts = [name, str(self._sold[int(parts[1])]), *parts[2:]]
        yield from (_INSIDE.get((name, part), part) for part in parts[1:])


def key_of(sent: Any) -> int | None:
    """A row's key; for what is none, one that nobody has."""
    text = str(sent or "")
    if not text:
        return None
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else LARGEST_KEY


def _checked_alt(alt: str | None) -> str:
    return check_line(alt or "", longest=LONGEST_ALT)
