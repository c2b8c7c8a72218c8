"""The owner's list of products."""

from __future__ import annotations

from flask import render_template

from cardshop.catalogue.blueprint import bp
from cardshop.web import guards


@bp.get("")
@guards.owner
def listed() -> str:
    """Every product, with what changes daily in its row."""
    return render_template("catalogue/listed.html")
