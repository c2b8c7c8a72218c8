"""The blueprint of the owner's calendars, apart from the views that hang on it."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("calendars", __name__, url_prefix="/app/calendars")
