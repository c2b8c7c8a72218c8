"""The room in which the owner says how WhatsApp and SMS are sent."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("messaging", __name__, url_prefix="/app/messaging")
