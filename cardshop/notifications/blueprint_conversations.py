"""The blueprint of conversations, apart from the views on it."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("conversations", __name__, url_prefix="/app/conversations")
