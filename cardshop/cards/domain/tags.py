"""What may be said about a QR tag."""

from __future__ import annotations

from typing import Annotated, Literal

from cardshop.lib.errors import Invalid
from cardshop.lib.typed import Label, RowKey, Typed
from cardshop.lib.validation import Strict


class ProductUnknown(Invalid):
    """Choose one of your products."""


class ServiceUnknown(Invalid):
    """Choose one of your services."""


class TableMissing(Invalid):
    """Enter the number or name of the table, like 4."""


class TagContent(Strict):
    """A tag's label ("window poster") and where it leads. Sent again, only what is sent changes."""

    label: Label = ""
    target: Literal["card", "shop", "product", "service", "table"] = "card"
    product_id: RowKey | None = None
    service_id: RowKey | None = None
    table: Annotated[str, Typed(40)] = ""
