"""The owner's home, and the phone's page of everything else."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cardshop.accounts import current
from cardshop.cards import queries as cards
from cardshop.cards.models import Card
from cardshop.dashboard import presenters
from cardshop.dashboard.presenters_bookings import bookings
from cardshop.dashboard.presenters_health import ailments
from cardshop.dashboard.presenters_orders import orders
from cardshop.lib import clock
from cardshop.notifications import queries as messages
from cardshop.orders.presenters_desk import Desk
from cardshop.orders.presenters_told import told
from cardshop.web.guards import owner
from cardshop.web.jinja import page_language
from cardshop.web.locales import screen_language
from cardshop.web.navigation import TABS, rooms
from cardshop.web.site import absolute

bp = Blueprint("dashboard", __name__, url_prefix="/app")


@bp.get("/")
@owner
def home() -> ResponseReturnValue:
    """What is on show, what is left to do, what was scanned."""
    listed = cards.listed(current.business_id())
    if not listed:
        return redirect(url_for("cards.first"), 303)
    card = next((one for one in listed if one.is_published), listed[0])
    return _home(card, others=len(listed) - 1)


@bp.get("/more")
@owner
def more() -> str:
    """The rooms that are no tabs of a phone, the account, the way out."""
    return render_template("dashboard/more.html", rest=rooms()[TABS:])


def _home(card: Card, *, others: int) -> str:
    business, now = current.business(), clock.now()
    tags = cards.tags(business.id)
    return render_template(
        "dashboard/home.html",
        card=card,
        card_url=absolute(f"/{card.slug}"),
        others=others,
        greeting=presenters.greeting(business, now),
        today=presenters.today(business, now, _locale(card)),
        steps=presenters.steps(business, card),
        tasks=presenters.tasks(card, tags),
        counted=presenters.counted(tags),
        scans=sum(tag.scans for tag in tags),
        waiting=messages.waiting(current.person().email),
        ailments=ailments(business, now),
        orders=orders(business, Desk.of(business, now)),
        bookings=bookings(business, now),
        told=told(business, request.args.get("moved", "")),
    )


def _locale(card: Card) -> str:
    """The card's own way to write times where it is in the owner's language."""
    language = page_language()
    return card.locale if screen_language(card.locale) == language else language
