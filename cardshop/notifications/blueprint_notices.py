"""The room in which the owner says who is told what."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("notices", __name__, url_prefix="/app/notices")
