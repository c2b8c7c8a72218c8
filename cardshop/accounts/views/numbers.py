"""WhatsApp numbers: a word of warning where one is unlikely to work."""

from __future__ import annotations

from flask import flash
from flask_babel import gettext as _

from cardshop.lib import phones


def warn_of_landline(number: str) -> None:
    """Say it, and keep the number: the owner may know better."""
    if number and phones.is_fixed_line(number):
        flash(
            _(
                "%(number)s looks like a landline. WhatsApp works with few of them: try it first.",
                number=phones.show(number),
            ),
            "warning",
        )
