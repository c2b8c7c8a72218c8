"""What the owners are told of something that runs out, for every channel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext as _

from cardshop.accounts.models import Account, Business
from cardshop.notifications import operations as notifications
from cardshop.notifications.domain.events import Event, Person
from cardshop.notifications.notice import Notice, Voice
from cardshop.web.locales import number, speaking
from cardshop.web.outgoing import Letter
from cardshop.web.site import absolute

SUBJECT = "product"


def tell(
    business: Business, thing: tuple[int, int | None], name: str, left: int, *, at: datetime
) -> None:
    """Put into the outbox that so many are left of a product, or of a variant of it.

    Of each once a day, and once more when it is sold out.
    """
    product_id, variant_id = thing
    how = "low" if left else "out"
    key = f"{Event.LOW_STOCK.value}:{how}:{product_id}:{variant_id or 0}:{at.date().isoformat()}"
    path = f"/app/products/{product_id}"

    def values(_person: Person, _voice: Voice) -> Mapping[str, str]:
        known = {"business": business.name, "product": name, "left": number(left)}
        return known | {"link": absolute(path)}

    def letter(account: Account | None) -> Letter | None:
        if account is None:
            return None
        with speaking(account.locale):
            known = values(Person.OWNER, Voice(account.locale, business.timezone))
        return _letter(account, business, known, f"{key}:{account.id}")

    notice = Notice(
        event=Event.LOW_STOCK,
        business_id=business.id,
        key=key,
        values=values,
        letter=letter,
        body=lambda: {
            "product_id": product_id,
            "variant_id": variant_id,
            "name": name,
            "left": left,
        },
        actor=notifications.SYSTEM,
        path=path,
    )
    notifications.tell(notice, at=at)


def _letter(account: Account, business: Business, known: Mapping[str, str], key: str) -> Letter:
    with speaking(account.locale):
        subject = _("%(product)s: %(left)s left", product=known["product"], left=known["left"])
        text = _(
            "So many are left of %(product)s: %(left)s.\n\nFill it up here:\n%(link)s",
            product=known["product"],
            left=known["left"],
            link=known["link"],
        )
    return Letter(
        business_id=business.id,
        kind="low-stock",
        recipient=account.email,
        subject=" ".join(str(subject).split()),
        text=str(text),
        deduplication_key=key,
    )
