"""Everything a person may write on a card: the one check for pages, API, contact files and demo."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from cardshop.cards.domain.parts import Addresses, Emails, Links, Look, Phones, Theming, Websites
from cardshop.cards.domain.sections import Sections
from cardshop.cards.domain.typed import Language, Slug
from cardshop.lib.errors import Invalid
from cardshop.lib.typed import RowKey, Typed
from cardshop.lib.validation import Strict

LONGEST_NAME = 80


class NameMissing(Invalid):
    """Enter the name that people read on the card."""


DisplayName = Annotated[str, Typed(LONGEST_NAME, needed=NameMissing)]
Line = Annotated[str, Typed(120)]
Bio = Annotated[str, Typed(600, lines=True)]
Percent = Annotated[int, Field(ge=0, le=100)]


class CardChanges(Strict):
    """What may change of a card; what is not sent stays.

    The defaults only stand for "not sent": `changes()` has what was sent.
    """

    display_name: DisplayName = ""
    headline: Line = ""
    organisation: Line = ""
    job_title: Line = ""
    bio: Bio = ""
    locale: Language = ""
    avatar_id: RowKey | None = None
    cover_id: RowKey | None = None
    cover_x: Percent = 50
    cover_y: Percent = 50
    phones: Phones = []
    emails: Emails = []
    websites: Websites = []
    addresses: Addresses = []
    links: Links = []
    theme: Theming = Look()

    def changes(self) -> dict[str, Any]:
        """The sent fields of the card's own columns as plain values; the theme is its choices."""
        sent = self.model_fields_set & CardChanges.model_fields.keys()
        plain = self.model_dump(mode="json", include=sent)
        return plain | ({"theme": self.theme.choices()} if "theme" in sent else {})


class CardPatch(CardChanges):
    """The same with what is more than a column: address, publication and the sections' order."""

    slug: Slug = ""
    published: bool = False
    sections: Sections = []


class NewCard(CardPatch):
    """A card as a program makes it: only the name is needed."""

    display_name: DisplayName
