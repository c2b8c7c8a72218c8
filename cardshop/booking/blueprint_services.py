"""The blueprint of the owner's services and booking rules, apart from its views."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("services", __name__, url_prefix="/app/services")
