"""How long ago something was, in the words of the screen's language."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_timedelta

from cardshop.accounts.views.blueprints import accounts
from cardshop.lib import clock
from cardshop.lib.dates import locale_of, localise_digits
from cardshop.web.jinja import page_language


@accounts.app_template_filter("ago")
def ago(instant: datetime) -> str:
    """Such as "3 hours ago"."""
    language = page_language()
    words = format_timedelta(
        instant - clock.now(), add_direction=True, locale=locale_of(language), threshold=1.2
    )
    return localise_digits(words, language)
