"""The design form: closed sets of choices and one colour."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from wtforms import HiddenField, RadioField, SelectField, StringField

from cardshop.cards.domain.looks import meant
from cardshop.cards.domain.themes import Theme
from cardshop.cards.presenters_design import PRESET_NAMES, SWATCHES
from cardshop.web.choices import choices
from cardshop.web.forms import Form

# Checked by the theme itself, which says what is wrong with a choice.
_FREE: dict[str, Any] = {"validate_choice": False}


class DesignForm(Form):
    """Every choice of a look. `preset_shown` is the theme whose choices the page showed."""

    preset = RadioField(_l("Theme"), choices=choices(PRESET_NAMES.items()), **_FREE)
    preset_shown = HiddenField()
    swatch = RadioField(_l("Colour"), choices=choices(SWATCHES.items()), **_FREE)
    accent = StringField(_l("Your own colour"))
    background = RadioField(
        _l("Background"),
        choices=choices([("paper", _l("Paper")), ("tint", _l("Tint")), ("plain", _l("White"))]),
        **_FREE,
    )
    surface = RadioField(
        _l("Panels"), choices=choices([("raised", _l("Raised")), ("flat", _l("Flat"))]), **_FREE
    )
    scheme = RadioField(
        _l("Light or dark"),
        choices=choices(
            [("light", _l("Light")), ("dark", _l("Dark")), ("auto", _l("Follow phone"))]
        ),
        **_FREE,
    )
    shape = RadioField(
        _l("Corners"),
        choices=choices(
            [
                ("square", lazy_pgettext("corners", "Square")),
                ("soft", _l("Soft")),
                ("round", _l("Round")),
                ("pill", _l("Pill")),
            ]
        ),
        **_FREE,
    )
    layout = RadioField(
        _l("Top of the card"),
        choices=choices(
            [
                ("cover", _l("Cover")),
                ("banner", _l("Banner")),
                ("side", _l("Side")),
                ("plain", _l("Plain")),
            ]
        ),
        **_FREE,
    )
    font = SelectField(
        _l("Heading letters"),
        choices=choices(
            [
                ("modern", _l("Modern")),
                ("classic", _l("Classic (serif)")),
                ("condensed", _l("Condensed")),
                ("grotesk", _l("Heavy")),
                ("rounded", _l("Rounded")),
                ("mono", _l("Typewriter")),
            ]
        ),
        **_FREE,
    )

    @classmethod
    def showing(cls, theme: Theme) -> DesignForm:
        """The form of a look."""
        given = theme.choices()
        return cls(
            formdata=None, data=given | {"preset_shown": theme.preset, "swatch": theme.accent}
        )

    def look(self, current: Theme) -> Theme:
        """The look that was asked for. Raises ThemeInvalid."""
        typed = {name: self[name].data or "" for name in current.choices()}
        return meant(
            current,
            typed,
            preset_shown=self.preset_shown.data or "",
            swatch=self.swatch.data or "",
        )
