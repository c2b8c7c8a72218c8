"""The blueprint of the waiting list, apart from the views on it."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("waiting_list", __name__, url_prefix="/app/waiting-list")
