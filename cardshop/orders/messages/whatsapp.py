"""The message with which a customer hands an order over: the words of the business's language."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cardshop.accounts.models import Business
from cardshop.lib import phones
from cardshop.lib.dates import format_date, format_time, localise_digits
from cardshop.lib.money import Currency
from cardshop.orders import queries
from cardshop.orders.domain.message import Composed, Item, Told, compose
from cardshop.orders.models import Fulfilment, Order, OrderLine, ShopSettings
from cardshop.web import locales
from cardshop.web.locales import counted as ngettext

__all__ = ["Composed", "built_in_template", "way_word", "whatsapp_message"]


def whatsapp_message(
    order: Order, business: Business, *, link: str, settings: ShopSettings | None = None
) -> Composed:
    """The message of an order whose lines are loaded.

    `link` is the order's page with its host. The owner's template and payment note are in
    `settings`, which are read where they are not given.
    """
    kept = settings or queries.settings_of(business.id)
    with locales.speaking(business.locale):
        told = _told(order, business, link=link, payment=kept.payment_note)
        words = kept.message_template or built_in_template()
    return compose(words, told, phones.whatsapp_digits(business.whatsapp))


def built_in_template() -> str:
    """The message that a business starts with, in the language that is spoken now."""
    words: str = _(
        "Order {number}\n\n"
        "{items}\n\n"
        "{charges}\n"
        "Total: {total}\n\n"
        "{fulfilment}\n"
        "{time}\n"
        "Name: {name}\n"
        "Phone: {phone}\n"
        "Note: {note}\n\n"
        "{payment}\n\n"
        "{link}"
    )
    return words


def _told(order: Order, business: Business, *, link: str, payment: str) -> Told:
    money = Currency(order.currency, order.currency_exponent)
    total = money.show(order.total, business.locale)
    return Told(
        number=str(order.number),
        total=total,
        link=link,
        items=tuple(_item(line, money, business.locale) for line in order.lines),
        more=_more,
        link_only_lines=(
            _("Order %(number)s", number=order.number),
            _("Total: %(amount)s", amount=total),
        ),
        charges=_charges(order, money, business.locale),
        way=way_word(order.fulfilment),
        place=_place(order),
        time=_time(order, business),
        name=order.customer_name,
        phone=phones.show(order.customer_phone),
        note=order.note,
        payment=payment,
        business=business.name,
        is_rtl=locales.direction(business.locale) == "rtl",
    )


def way_word(fulfilment: Fulfilment) -> str:
    """Pickup, delivery or dine-in, in the language that is spoken now."""
    words: dict[Fulfilment, str] = {
        Fulfilment.PICKUP: _("Pickup"),
        Fulfilment.DELIVERY: _("Delivery"),
        Fulfilment.DINE_IN: _("At the table"),
    }
    return words[fulfilment]


def table_word(name: str) -> str:
    """A table whose name is only a number is called one: `Table 4`, but `Garden`."""
    return str(_("Table %(number)s", number=name)) if name.isdecimal() else name


def _item(line: OrderLine, money: Currency, locale: str) -> Item:
    return Item(
        quantity=localise_digits(str(line.quantity), locale),
        name=line.name,
        price=money.show(line.total, locale),
        choices=tuple(str(option["value"]) for option in line.options),
        extras=tuple(str(extra["name"]) for extra in line.modifiers),
        note=line.note,
    )


def _more(count: int) -> str:
    return ngettext("and %(num)s more", "and %(num)s more", count)


def _charges(order: Order, money: Currency, locale: str) -> tuple[str, ...]:
    def show(minor: int) -> str:
        return money.show(minor, locale)

    added_tax = 0 if order.prices_include_tax else order.tax
    lines = []
    if order.discount:
        lines.append(_("Discount: %(amount)s", amount=show(-order.discount)))
    if order.delivery_fee:
        lines.append(_("Delivery fee: %(amount)s", amount=show(order.delivery_fee)))
    if added_tax:
        lines.append(_("Tax: %(amount)s", amount=show(added_tax)))
    if lines:
        lines.insert(0, _("Subtotal: %(amount)s", amount=show(order.subtotal)))
    return tuple(lines)


def _place(order: Order) -> tuple[str, ...]:
    if order.fulfilment == Fulfilment.DELIVERY:
        return (order.zone_name, order.address, order.landmark)
    return (order.table_name,) if order.fulfilment == Fulfilment.DINE_IN else ()


def _time(order: Order, business: Business) -> str:
    zone, locale = ZoneInfo(business.timezone), business.locale
    if order.wanted_from is None:
        return str(_("As soon as it is ready"))
    start = order.wanted_from.astimezone(zone)
    until = order.wanted_until.astimezone(zone) if order.wanted_until else None
    words: str = _(
        "When: %(day)s, %(times)s",
        day=format_date(start.date(), locale, "day"),
        times="–".join(_clock(t, locale) for t in (start, until) if t),
    )
    return words


def _clock(local: datetime, locale: str) -> str:
    return format_time(local.time(), locale)
