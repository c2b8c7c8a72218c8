"""Every table in one place: migrations and tests see one schema."""

from __future__ import annotations

from cardshop.accounts import models as accounts
from cardshop.booking import models as booking
from cardshop.cards import models as cards
from cardshop.catalogue import models as catalogue
from cardshop.db import Base
from cardshop.media import models as media
from cardshop.notifications import models as notifications
from cardshop.orders import models as orders

metadata = Base.metadata

__all__ = [
    "accounts",
    "booking",
    "cards",
    "catalogue",
    "media",
    "metadata",
    "notifications",
    "orders",
]
