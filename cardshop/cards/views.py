"""Every page of the card room: importing this module gives the blueprint its routes."""

from __future__ import annotations

from cardshop.cards import (
    views_address,
    views_contact,
    views_contact_file,
    views_design,
    views_listing,
    views_making,
    views_profile,
    views_section,
    views_sections,
)
from cardshop.cards.blueprint import bp

__all__ = [
    "bp",
    "views_address",
    "views_contact",
    "views_contact_file",
    "views_design",
    "views_listing",
    "views_making",
    "views_profile",
    "views_section",
    "views_sections",
]
