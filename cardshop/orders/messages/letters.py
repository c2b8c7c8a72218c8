"""What the owners are written of an order."""

from __future__ import annotations

from flask_babel import gettext as _

from cardshop.accounts.models import Account, Business
from cardshop.lib.money import Currency
from cardshop.lib.one_line import one_line
from cardshop.orders.messages import words
from cardshop.orders.models import Order
from cardshop.web.locales import speaking
from cardshop.web.outgoing import Letter
from cardshop.web.site import absolute

_LONGEST_SUBJECT = 200


def new_order(order: Order, business: Business, account: Account) -> Letter:
    """That an order was placed: what, for how much, and where to accept it.

    In the reader's language, amounts in the business's manner. Once for each order and reader.
    """
    currency = Currency(order.currency, order.currency_exponent)
    total = currency.show(order.total, business.locale)
    with speaking(account.locale):
        return Letter(
            business_id=business.id,
            kind="new-order",
            recipient=account.email,
            subject=_("New order %(number)s: %(total)s", number=str(order.number), total=total),
            text=_(
                "%(name)s ordered from %(business)s:\n\n%(lines)s\n\nTotal: %(total)s\n\n"
                "Accept the order here:\n%(link)s",
                name=order.customer_name,
                business=business.name,
                lines="\n".join(words.items(order)),
                total=total,
                link=_link(order),
            ),
            deduplication_key=f"new-order:{order.token}:{account.id}",
        )


def cancelled_order(order: Order, business: Business, account: Account) -> Letter:
    """That the customer called an order off, so that nobody makes it."""
    with speaking(account.locale):
        subject = _(
            "Order %(number)s is cancelled: %(name)s",
            number=str(order.number),
            name=order.customer_name,
        )
        return Letter(
            business_id=business.id,
            kind="order-cancelled-by-customer",
            recipient=account.email,
            subject=one_line(subject, _LONGEST_SUBJECT),
            text=_(
                "%(name)s cancelled order %(number)s:\n\n%(lines)s\n\nSee the order:\n%(link)s",
                name=order.customer_name,
                number=str(order.number),
                lines="\n".join(words.items(order)),
                link=_link(order),
            ),
            deduplication_key=f"order-cancelled-by-customer:{order.token}:{account.id}",
        )


def _link(order: Order) -> str:
    return absolute(f"/app/orders/{order.id}")
