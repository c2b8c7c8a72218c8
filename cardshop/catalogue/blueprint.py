"""The product pages' blueprint, apart from the views so that their modules can hang on it."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("products", __name__, url_prefix="/app/products")
