"""The heading of a section that its owner gave no title, and its short form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from cardshop.cards.models import SectionKind

NAMES: Mapping[SectionKind, tuple[Any, Any]] = {
    SectionKind.CONTACT: (_l("Contact"), _l("Contact")),
    SectionKind.ABOUT: (_l("About"), _l("About")),
    SectionKind.LINKS: (_l("Links"), _l("Links")),
    SectionKind.GALLERY: (_l("Gallery"), _l("Gallery")),
    SectionKind.HOURS: (_l("Opening hours"), _l("Hours")),
    SectionKind.TESTIMONIALS: (_l("What people say"), _l("Reviews")),
    SectionKind.FAQ: (_l("Questions and answers"), _l("Questions")),
    SectionKind.MAP: (_l("Find us"), _l("Find us")),
    SectionKind.VIDEO: (_l("Video"), _l("Video")),
    SectionKind.TEXT: ("", ""),
    SectionKind.PRODUCTS: (_l("Products"), _l("Shop")),
    SectionKind.SERVICES: (_l("Services"), _l("Book")),
    SectionKind.FEATURED: (_l("Our favourites"), _l("Favourites")),
}
