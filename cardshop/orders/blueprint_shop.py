"""The blueprints of the shop's settings and of the customers, apart from the views on them."""

from __future__ import annotations

from flask import Blueprint

shop = Blueprint("shop", __name__, url_prefix="/app/shop")
customers = Blueprint("customers", __name__, url_prefix="/app/customers")
