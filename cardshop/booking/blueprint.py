"""The blueprint of the bookings room, apart from the views so that each module can hang on it."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("bookings", __name__, url_prefix="/app/bookings")
