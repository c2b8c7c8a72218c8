"""The forms of the QR studio."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField

from cardshop.cards.domain.qr_drawings import Drawing
from cardshop.cards.domain.tags import TagContent
from cardshop.cards.forms_choices import choices
from cardshop.cards.models import Card, QrTag
from cardshop.cards.presenters_qr import SWATCHES
from cardshop.lib.errors import FieldErrors
from cardshop.lib.validation import parse
from cardshop.web.forms import Form

OWN, PAPER_WHITE = "own", "#ffffff"
# Checked by the drawing itself, which says what is wrong with a choice.
_FREE: dict[str, Any] = {"validate_choice": False}


class NewCodeForm(Form):
    """What a new code is called and which card it opens."""

    label = StringField(_l("Name"))
    card_id = SelectField(_l("Opens"), coerce=int)

    @classmethod
    def of(cls, cards: Iterable[Card]) -> NewCodeForm:
        """The form with the business's cards to choose from."""
        form = cls()
        form.card_id.choices = _choices(cards)
        return form

    def content(self) -> TagContent | None:
        """What was typed, or nothing when it needs another look."""
        try:
            return parse(TagContent, {"label": self.label.data or "", "target": "card"})
        except FieldErrors as faults:
            self.take(faults)
            return None


class StudioForm(Form):
    """Everything about one code."""

    label = StringField(_l("Name"))
    card_id = SelectField(_l("Opens"), coerce=int)
    shape = RadioField(
        _l("Shape"),
        choices=choices(
            [("square", _l("Square")), ("rounded", _l("Rounded")), ("dots", _l("Dots"))]
        ),
        **_FREE,
    )
    colour = RadioField(
        _l("Colour"), choices=choices([*SWATCHES.items(), (OWN, _l("Your own colours"))]), **_FREE
    )
    foreground = StringField(_l("Code"))
    background = StringField(_l("Background"))
    logo = BooleanField(_l("Logo in the middle"))
    big = StringField(_l("Big line"))
    small = StringField(_l("Small line"))
    paper = RadioField(
        _l("Paper"),
        choices=choices(
            [
                ("a4", _l("A4")),
                ("a6", _l("A6")),
                ("tent", _l("Table tent")),
                ("sticker", _l("Stickers")),
            ]
        ),
        **_FREE,
    )

    @classmethod
    def of(cls, tag: QrTag, cards: Iterable[Card]) -> StudioForm:
        """The form as it was sent, or as the code is."""
        drawing = Drawing.from_stored(tag.style)
        form = cls(
            data=drawing.model_dump()
            | {"label": tag.label, "card_id": tag.card_id, "colour": _swatch(drawing)}
        )
        form.card_id.choices = _choices(cards)
        return form

    def content(self) -> TagContent:
        """What the code is called. Raises FieldErrors."""
        return parse(TagContent, {"label": self.label.data or ""})

    def drawing(self) -> Drawing:
        """What was chosen. Raises FieldErrors."""
        free = ("foreground", "background", "shape", "big", "small", "paper")
        typed = {name: self[name].data or "" for name in free}
        if self.colour.data != OWN:
            typed |= {"foreground": self.colour.data or "", "background": PAPER_WHITE}
        return parse(Drawing, typed | {"logo": bool(self.logo.data)})


def _choices(cards: Iterable[Card]) -> list[Any]:
    return choices([(str(card.id), card.display_name or f"/{card.slug}") for card in cards])


def _swatch(drawing: Drawing) -> str:
    plain = drawing.background == PAPER_WHITE and drawing.foreground in SWATCHES
    return drawing.foreground if plain else OWN
