"""The orders' blueprint, apart from the views so that each of their modules can hang on it."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("orders", __name__, url_prefix="/app/orders")
