"""The profile form: pictures, names, words and language."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FileField, IntegerRangeField, SelectField, StringField, TextAreaField

from cardshop.lib.text import check_line
from cardshop.media.operations import LONGEST_ALT
from cardshop.web.forms import Form, Says

described = Says(partial(check_line, longest=LONGEST_ALT))
LINES = ("display_name", "headline", "organisation", "job_title", "bio", "locale")


class ProfileForm(Form):
    """The head of a card. The card's own rules check what is typed."""

    avatar = FileField(_l("Photo or logo"))
    avatar_alt = StringField(_l("What the photo shows"), [described])
    cover = FileField(_l("Cover picture"))
    cover_alt = StringField(_l("What the cover shows"), [described])
    cover_x = IntegerRangeField(_l("Across"))
    cover_y = IntegerRangeField(_l("Down"))
    display_name = StringField(_l("Name"))
    headline = StringField(_l("What you do, and where"))
    job_title = StringField(_l("Job title"))
    organisation = StringField(_l("Organisation"))
    bio = TextAreaField(_l("A few words"))
    locale = SelectField(_l("Language of the card"), validate_choice=False)

    def changes(self) -> dict[str, Any]:
        """What was typed, in the shapes of the card."""
        return {name: self[name].data or "" for name in LINES} | {
            name: 50 if self[name].data is None else self[name].data
            for name in ("cover_x", "cover_y")
        }
