"""The owner's menu, in order. A room appears once its blueprint is registered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import current_app, request, url_for
from flask_babel import gettext, lazy_pgettext
from flask_babel import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class Room:
    """One entry of the menu. The first four are the phone's tabs, the others stand under More."""

    endpoint: str
    icon: str
    label: Any


ROOMS = (
    Room("dashboard.home", "home", lazy_pgettext("menu", "Home")),
    Room("orders.board", "bag", _l("Orders")),
    Room("bookings.diary", "cal", _l("Bookings")),
    Room("cards.listed", "edit", _l("My card")),
    Room("products.listed", "tag", _l("Products")),
    Room("services.listed", "scissors", _l("Services")),
    Room("calendars.listed", "people", _l("Calendars")),
    Room("customers.listed", "user", _l("Customers")),
    Room("conversations.listed", "chat", _l("Conversations")),
    Room("messages.listed", "send", _l("Messages")),
    Room("qr_codes.listed", "qr", _l("QR codes")),
    Room("shop.settings", "store", _l("Shop")),
    Room("business.hours", "clock", _l("Hours")),
    Room("business.details", "cog", _l("Settings")),
)
TABS = 4
MORE = "dashboard.more"


def rooms() -> list[dict[str, Any]]:
    """The menu of this page: address, icon, label, and whether it is where we are."""
    here = request.endpoint or ""
    return [
        {
            "href": url_for(room.endpoint),
            "icon": room.icon,
            "label": str(room.label),
            "current": here.split(".")[0] == room.endpoint.split(".")[0]
            and _same(here, room.endpoint),
        }
        for room in ROOMS
        if room.endpoint in current_app.view_functions
    ]


def tabs() -> list[dict[str, Any]]:
    """The phone's tabs: the first rooms, and More."""
    listed = rooms()
    more = {"href": url_for(MORE), "icon": "rows", "label": gettext("More")}
    is_more = request.endpoint == MORE or any(room["current"] for room in listed[TABS:])
    return [*listed[:TABS], more | {"current": is_more}]


def _same(here: str, room: str) -> bool:
    """Rooms of one blueprint are told apart by page; a blueprint's only room owns its pages."""
    if here == MORE:
        return False
    siblings = [
        r.endpoint for r in ROOMS if r.endpoint.split(".")[0] == room.split(".", maxsplit=1)[0]
    ]
    return len(siblings) == 1 or here == room
