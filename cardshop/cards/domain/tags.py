"""What may be said about a QR tag."""

from __future__ import annotations

from typing import Annotated, Literal

from cardshop.lib.typed import Label, Typed
from cardshop.lib.validation import Strict


class TagContent(Strict):
    """A tag's label ("window poster") and where it leads. Sent again, only what is sent changes."""

    label: Label = ""
    target: Literal["card", "table"] = "card"
    table: Annotated[str, Typed(40)] = ""
