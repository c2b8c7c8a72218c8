"""The forms of the QR studio."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField

from cardshop.cards.domain.qr_drawings import Drawing
from cardshop.cards.domain.tags import TagContent
from cardshop.cards.models import Card, QrTag
from cardshop.cards.presenters_qr import SWATCHES
from cardshop.lib.validation import parse
from cardshop.web.choices import choices
from cardshop.web.forms import Form

OWN, PAPER_WHITE = "own", "#ffffff"
# Checked by the drawing itself, which says what is wrong with a choice.
_FREE: dict[str, Any] = {"validate_choice": False}


class AimedForm(Form):
    """What a code is called and where it leads."""

    label = StringField(_l("Name"))
    card_id = SelectField(_l("Card"), coerce=int)
    target = RadioField(_l("Opens"), **_FREE)
    table = StringField(_l("Table"))
    product_id = HiddenField()
    service_id = SelectField(_l("Service"), **_FREE)

    def offer(self, cards: Iterable[Card], product: str, services: Mapping[int, str]) -> None:
        """The cards to choose from, the services, and the product, if the code may open one."""
        self.card_id.choices = _choices(cards)
        listed = [("card", _l("The card")), ("shop", _l("The shop")), ("table", _l("A table"))]
        if services or self.target.data == "service":
            listed.append(("service", _l("A service")))
        self.target.choices = choices([*listed, ("product", product)] if product else listed)
        known = [(str(key), name) for key, name in services.items()]
        self.service_id.choices = choices([("", _l("Choose a service")), *known])

    def content(self) -> TagContent:
        """What was chosen. Raises FieldErrors."""
        return parse(
            TagContent,
            {
                "label": self.label.data or "",
                "target": self.target.data or "card",
                "table": self.table.data or "",
                "product_id": _key(self.product_id.data),
                "service_id": _key(self.service_id.data),
            },
        )


class Begun(NamedTuple):
    """What a page that leads here already knows of the new code."""

    target: str = "card"
    product_id: str = ""
    service_id: str = ""


class NewCodeForm(AimedForm):
    """A code that is to be made."""

    @classmethod
    def of(
        cls, cards: Iterable[Card], begun: Begun, product: str, services: Mapping[int, str]
    ) -> NewCodeForm:
        """The form as it was begun; `product` is the name of the one that it may open."""
        form = cls(data=begun._asdict())
        form.offer(cards, product, services)
        return form


class StudioForm(AimedForm):
    """Everything about one code."""

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
    def of(
        cls, tag: QrTag, cards: Iterable[Card], product: str, services: Mapping[int, str]
    ) -> StudioForm:
        """The form as it was sent, or as the code is; `product` is the name of the code's own."""
        drawing = Drawing.from_stored(tag.style)
        aim = {
            "label": tag.label,
            "card_id": tag.card_id,
            "target": tag.target.value,
            "table": tag.table_name,
            "product_id": str(tag.product_id or ""),
            "service_id": str(tag.service_id or ""),
        }
        form = cls(data=drawing.model_dump() | aim | {"colour": _swatch(drawing)})
        form.offer(cards, product, services)
        return form

    def drawing(self) -> Drawing:
        """What was chosen. Raises FieldErrors."""
        free = ("foreground", "background", "shape", "big", "small", "paper")
        typed = {name: self[name].data or "" for name in free}
        if self.colour.data != OWN:
            typed |= {"foreground": self.colour.data or "", "background": PAPER_WHITE}
        return parse(Drawing, typed | {"logo": bool(self.logo.data)})


def _choices(cards: Iterable[Card]) -> list[Any]:
    return choices([(str(card.id), card.display_name or f"/{card.slug}") for card in cards])


def _key(typed: str | None) -> int | None:
    return int(typed) if typed and typed.isascii() and typed.isdecimal() else None


def _swatch(drawing: Drawing) -> str:
    plain = drawing.background == PAPER_WHITE and drawing.foreground in SWATCHES
    return drawing.foreground if plain else OWN
