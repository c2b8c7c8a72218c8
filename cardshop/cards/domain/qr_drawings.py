"""How a tag's code is to be drawn and what its poster says, as it is kept with the tag."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, ValidationError

from cardshop.cards.domain import colours
from cardshop.cards.domain.qr_codes import Shape, Style
from cardshop.lib.typed import Typed
from cardshop.lib.validation import Strict, asking


def _hex(typed: str) -> str:
    return colours.parse(typed).hex


Colour = Annotated[str, AfterValidator(asking(_hex))]
PAPERS = ("a4", "a6", "tent", "sticker")


class Drawing(Strict):
    """The choices of the QR studio. All have defaults, so `{}` is the plain black code."""

    foreground: Colour = "#000000"
    background: Colour = "#ffffff"
    shape: Literal["square", "rounded", "dots"] = "square"
    # The card's photo in the middle, when it has one.
    logo: bool = False
    # The words of the poster; without a big line it shows the card's name.
    big: Annotated[str, Typed(40)] = ""
    small: Annotated[str, Typed(80)] = ""
    paper: Literal["a4", "a6", "tent", "sticker"] = "a4"

    @classmethod
    def from_stored(cls, stored: object) -> Drawing:
        """What was kept earlier; a part that this version does not know is left out."""
        given = stored if isinstance(stored, dict) else {}
        known = {name: value for name, value in given.items() if name in cls.model_fields}
        try:
            return cls.model_validate(known)
        except ValidationError:
            # Kept by a version that knew other values: better the plain code than none.
            return cls()

    def style(self, logo: bytes | None) -> Style:
        """What the code is drawn with; `logo` is the card's photo, used when it is switched on."""
        return Style(
            self.foreground, self.background, Shape(self.shape), logo if self.logo else None
        )
