"""Every page of the room of notices, imported for their routes."""

from __future__ import annotations

from cardshop.notifications import views_notices, views_notices_texts
from cardshop.notifications.blueprint_notices import bp

__all__ = ["bp", "views_notices", "views_notices_texts"]
