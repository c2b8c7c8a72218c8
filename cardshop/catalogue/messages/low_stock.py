"""What the owners are told of something that runs out, for every channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from cardshop.accounts.models import Account, Business
from cardshop.notifications import operations as notifications
from cardshop.notifications.domain.events import Event, Person
from cardshop.notifications.notice import Notice, Voice
from cardshop.web.locales import number, speaking
from cardshop.web.outgoing import Letter
from cardshop.web.site import absolute


def tell(
    business: Business, thing: tuple[int, int | None], name: str, left: int, *, at: datetime
) -> None:
    """Put into the outbox that so many are left of a product, or of a variant of it.

    Of each once a day, and once more when it is sold out.
    """
    low = _Low(business, thing, name, left, at.date())
    notice = Notice(
        event=Event.LOW_STOCK,
        business_id=business.id,
        key=low.key,
        values=low.values,
        letter=low.letter,
        body=low.body,
        actor=notifications.SYSTEM,
        path=low.path,
    )
    notifications.tell(notice, at=at)


@dataclass(frozen=True, slots=True)
class _Low:
    """What runs out, and in which words that is said."""

    business: Business
    thing: tuple[int, int | None]
    name: str
    left: int
    day: date

    @property
    def key(self) -> str:
        how, (product_id, variant_id) = "low" if self.left else "out", self.thing
        event, day = Event.LOW_STOCK.value, self.day.isoformat()
        return f"{event}:{how}:{product_id}:{variant_id or 0}:{day}"

    @property
    def path(self) -> str:
        return f"/app/products/{self.thing[0]}"

    def values(self, _person: Person, _voice: Voice) -> Mapping[str, str]:
        known = {"business": self.business.name, "product": self.name, "left": number(self.left)}
        return known | {"link": absolute(self.path)}

    def body(self) -> Mapping[str, Any]:
        product_id, variant_id = self.thing
        known = {"product_id": product_id, "variant_id": variant_id}
        return known | {"name": self.name, "left": self.left}

    def letter(self, account: Account | None) -> Letter | None:
        """To an owner; there is no customer who is told."""
        if account is None:
            return None
        with speaking(account.locale):
            voice = Voice(account.locale, self.business.timezone)
            known = self.values(Person.OWNER, voice)
            subject = _("%(product)s: %(left)s left", product=known["product"], left=known["left"])
            text = _(
                "So many are left of %(product)s: %(left)s.\n\nFill it up here:\n%(link)s",
                product=known["product"],
                left=known["left"],
                link=known["link"],
            )
        return Letter(
            business_id=self.business.id,
            kind="low-stock",
            recipient=account.email,
            subject=" ".join(str(subject).split()),
            text=str(text),
            deduplication_key=f"{self.key}:{account.id}",
        )
