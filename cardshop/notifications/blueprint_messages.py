"""The room in which the owner sees what was sent, and what was not."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("messages", __name__, url_prefix="/app/messages")
