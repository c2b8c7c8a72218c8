"""Every table in one place: migrations and tests see one schema."""

from __future__ import annotations

from cardshop.accounts import models as accounts
from cardshop.cards import models as cards
from cardshop.db import Base
from cardshop.media import models as media
from cardshop.notifications import models as notifications

metadata = Base.metadata

__all__ = ["accounts", "cards", "media", "metadata", "notifications"]
