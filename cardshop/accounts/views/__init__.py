"""Every page of the accounts room: importing this package gives the blueprints their routes."""

from cardshop.accounts.views import (
    api_tokens,
    business,
    emails,
    hours,
    number_doctor,
    passwords,
    people,
    refusals,
    sessions,
    sign_in,
    sign_up,
    words,
)
from cardshop.accounts.views.blueprints import accounts as accounts_pages
from cardshop.accounts.views.blueprints import business as business_pages

__all__ = [
    "accounts_pages",
    "api_tokens",
    "business",
    "business_pages",
    "emails",
    "hours",
    "number_doctor",
    "passwords",
    "people",
    "refusals",
    "sessions",
    "sign_in",
    "sign_up",
    "words",
]
