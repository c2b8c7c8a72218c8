"""The room in which a person turns notifications of a browser on and off."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("push", __name__, url_prefix="/app/push")
