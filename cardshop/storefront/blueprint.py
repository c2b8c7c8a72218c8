"""The public face's blueprint, apart from the views so that each module can hang on it."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("storefront", __name__)
