"""What a visitor must know before filling a cart: whether orders are taken, and what prices are."""

from __future__ import annotations

from flask_babel import gettext as _

from cardshop.cards.published import PublicCard
from cardshop.orders import queries as orders


def notes(card: PublicCard) -> list[str]:
    """The sentences, if any. One statement."""
    said = []
    if not orders.settings_of(card.business.id).is_taking_orders:
        said.append(_("We are not taking orders at the moment."))
    if not card.business.prices_include_tax:
        said.append(_("Prices are without tax. It is added to your order."))
    return said
