"""The room in which the owner says which programs are told of events."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("webhooks", __name__, url_prefix="/app/webhooks")
