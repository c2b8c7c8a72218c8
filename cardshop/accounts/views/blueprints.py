"""The two blueprints, apart from the views so that each of their modules can hang on them."""

from __future__ import annotations

from flask import Blueprint

accounts = Blueprint("accounts", __name__, url_prefix="/account")
business = Blueprint("business", __name__, url_prefix="/app")
