"""What the owners are written of an order."""

from __future__ import annotations

from flask_babel import gettext as _

from cardshop.accounts.models import Account, Business
from cardshop.lib.money import Currency
from cardshop.orders.models import Order, OrderLine
from cardshop.web.locales import number, speaking
from cardshop.web.outgoing import Letter
from cardshop.web.site import absolute

# More are a list to read on the order's page.
MOST_LINES = 20


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
                lines="\n".join(_lines(order)),
                total=total,
                link=absolute(f"/app/orders/{order.id}"),
            ),
            deduplication_key=f"new-order:{order.token}:{account.id}",
        )


def _lines(order: Order) -> list[str]:
    told = [_line(line) for line in order.lines[:MOST_LINES]]
    left = len(order.lines) - len(told)
    return [*told, _("and %(count)s more", count=number(left))] if left else told


def _line(line: OrderLine) -> str:
    chosen = [option["value"] for option in line.options]
    chosen += [extra["name"] for extra in line.modifiers]
    what = f"{line.name} ({', '.join(chosen)})" if chosen else line.name
    return f"{number(line.quantity)} × {what}"
