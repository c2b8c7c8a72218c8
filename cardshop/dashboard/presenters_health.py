"""What the owner's home says of the ways out: which did not get its messages through today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from cardshop.accounts.models import Business
from cardshop.notifications.presenters_events import CHANNELS
from cardshop.notifications.queries import listing
from cardshop.notifications.queries.listing import Fault, Show
from cardshop.orders.presenters_desk import Desk
from cardshop.web.locales import counted as ngettext


@dataclass(frozen=True, slots=True)
class Ailment:
    """A sentence, and where to see more of it."""

    words: str
    href: str


def ailments(business: Business, now: datetime) -> list[Ailment]:
    """A line for each channel that is in trouble; none when all is well. One statement."""
    since = Desk.of(business, now).midnight
    return [_ailment(fault) for fault in listing.faults(business.id, since=since, at=now)]


def _ailment(fault: Fault) -> Ailment:
    channel = str(CHANNELS[fault.channel.value])
    count = ngettext("%(num)s failed today", "%(num)s failed today", fault.count)
    href = url_for("messages.listed", show=Show.TROUBLE.value, channel=fault.channel.value)
    if not fault.reason:
        return Ailment(str(_("%(channel)s: %(count)s.", channel=channel, count=count)), href)
    reason = str(_(fault.reason))
    told = _("%(channel)s: %(count)s. %(reason)s", channel=channel, count=count, reason=reason)
    return Ailment(str(told), href)
