"""The links form: paste an address or a name, and the list of what is there."""

from __future__ import annotations

from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import Form as Rows
from wtforms import SelectField, StringField

from cardshop.cards.domain.network_table import NETWORKS
from cardshop.lib.errors import FieldError, FieldErrors
from cardshop.lib.rows import Row
from cardshop.web.choices import choices
from cardshop.web.lists import ListsForm, list_of, words

NETWORK_CHOICES = choices(
    [
        ("", _l("Find out by itself")),
        *((network.key, network.name) for network in NETWORKS.values()),
    ]
)


class LinkRow(Rows):
    """A profile on a network."""

    network = SelectField(_l("Network"), choices=NETWORK_CHOICES, validate_choice=False)
    url = StringField(_l("Address or name"))
    label = StringField(_l("Words on the link"))


class LinksForm(ListsForm):
    """The links in order, and one more that was pasted."""

    LISTS: ClassVar[dict[str, tuple[str, ...]]] = {"links": ("url", "label")}

    paste = StringField(_l("Paste a link or type a name"))
    paste_network = SelectField(_l("Network"), choices=NETWORK_CHOICES, validate_choice=False)
    links = list_of(LinkRow)

    @classmethod
    def showing(cls, card: Any) -> LinksForm:
        """The form of a card."""
        return cls(formdata=None, data={"links": card.links})

    def changes(self, *, adding: bool = False) -> dict[str, list[Row]]:
        """The links in the shape of the card, the pasted one last; "Add" asks for one."""
        typed = [words(row, "network", "url", "label") for row in self.rows()["links"]]
        if adding or (self.paste.data or "").strip():
            typed.append({"network": self.paste_network.data or "", "url": self.paste.data or ""})
        return {"links": [{**row, "network": row["network"] or None} for row in typed]}

    def take(self, faults: FieldErrors, names: dict[str, str] | None = None) -> None:
        """Put each fault next to its field, those of the pasted link where it was pasted."""
        pasted = f"/links/{len(self.links.entries)}/"
        super().take(
            FieldErrors(
                FieldError("/paste" if e.pointer.startswith(pasted) else e.pointer, e.detail)
                for e in faults.errors
            ),
            names,
        )
