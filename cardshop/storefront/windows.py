"""The cards of a business as features that stand beside cards need them."""

from __future__ import annotations

from cardshop.accounts.windows import Window
from cardshop.cards import queries


def of_business(business_id: int) -> list[Window]:
    """Every card, oldest first."""
    return [
        Window(card.id, card.display_name or card.slug, card.slug, card.published_at is not None)
        for card in queries.listed(business_id)
    ]
