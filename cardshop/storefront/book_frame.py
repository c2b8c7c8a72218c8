"""What every page of booking needs: the look of its card, the business, who to ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from cardshop.accounts import queries as accounts
from cardshop.accounts.models import Business
from cardshop.cards.domain import themes
from cardshop.cards.domain.themes import Theme
from cardshop.cards.published import PublicCard
from cardshop.lib import phones
from cardshop.lib.money import Currency
from cardshop.lib.wa_link import wa_link
from cardshop.media import queries as media
from cardshop.media.queries import Shown
from cardshop.storefront import presenters
from cardshop.storefront.book_links import address
from cardshop.storefront.shop_frame import colours_of
from cardshop.storefront.visits import draft_of

# The shop's fields, panels and notes serve booking as well.
BUNDLES = ("shop", "book")
# The look of a booking whose card is gone.
_OURS = Theme(accent="#2348e0", background="paper", scheme="auto")


@dataclass(frozen=True, slots=True)
class BookFrame:
    """A business as its pages of booking show it, mostly through a card; that may be gone.

    `draft` is the secret of a preview: links keep it, or an owner who tries the card is sent away.
    """

    business: Business
    card: PublicCard | None
    locale: str
    now: datetime
    css: Markup
    colours: Mapping[str, str]
    avatar: Shown | None
    draft: str = ""

    @property
    def name(self) -> str:
        """Whom one books at."""
        return self.card.display_name if self.card else self.business.name

    @property
    def path(self) -> str:
        """Where the card is; empty for one that nobody may see."""
        return f"/{self.card.slug}" if self.card else ""

    @property
    def home(self) -> str:
        """The way back to the card, in a preview to the preview."""
        return address(self.path, draft=self.draft)

    @property
    def zone(self) -> ZoneInfo:
        """The business's clock."""
        return ZoneInfo(self.business.timezone)

    @property
    def currency(self) -> Currency:
        """The business's money."""
        return Currency(self.business.currency, self.business.currency_exponent)

    @property
    def place(self) -> str:
        """Where to come, on one line; empty if the card does not say."""
        lines = self.card.addresses[0].lines if self.card and self.card.addresses else []
        return ", ".join(line.replace("\n", ", ") for line in lines)


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the business: a number to call as E.164, a chat. Either may be empty."""

    phone: str
    chat: str


def framed(card: PublicCard, *, at: datetime) -> BookFrame:
    """The frame of a card's pages of booking. Two statements."""
    frame = frame_of(accounts.business(card.business.id), card, locale=card.locale, at=at)
    return replace(frame, draft=draft_of(card))


def frame_of(
    business: Business, card: PublicCard | None, *, locale: str, at: datetime
) -> BookFrame:
    """The frame of a business, in a language. One statement."""
    theme = card.theme if card else _OURS
    css = presenters.inlined(themes.css(theme, locale), *BUNDLES)
    return BookFrame(business, card, locale, at, css, colours_of(theme), _avatar(card))


def contact_of(frame: BookFrame, words: str) -> Contact:
    """How to reach the business; a chat begins with these words."""
    card, number = frame.card, frame.business.whatsapp
    callable_phones = [one.number for one in card.phones if one.kind != "fax"] if card else []
    chat = wa_link(phones.whatsapp_digits(number), words) if number else ""
    return Contact(phone=next(iter(callable_phones), number), chat=chat)


def _avatar(card: PublicCard | None) -> Shown | None:
    if card is None or card.avatar_id is None:
        return None
    return media.shown(card.business.id, [card.avatar_id]).get(card.avatar_id)
