"""Every page of the card room: importing this module gives the blueprint its routes."""

from __future__ import annotations

from cardshop.cards.blueprint import bp

__all__ = ["bp"]
