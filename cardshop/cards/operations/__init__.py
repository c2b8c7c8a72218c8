"""What is done with cards, in the words of the owner's day. Nothing here commits."""

from __future__ import annotations

from cardshop.cards.operations.addresses import SlugTaken, rename
from cardshop.cards.operations.changed import PictureUnknown
from cardshop.cards.operations.contacts import (
    Filled,
    Photo,
    create_from_contact,
    fill_from_contact,
    photo_of,
)
from cardshop.cards.operations.creating import (
    create,
    create_first,
    create_from,
    duplicate,
    proposed_slug,
)
from cardshop.cards.operations.editing import apply, edit, set_avatar, set_cover
from cardshop.cards.operations.publishing import (
    NameNeeded,
    delete,
    publish,
    renew_preview_link,
    withdraw,
)
from cardshop.cards.operations.sections import (
    TooManySections,
    add_section,
    edit_section,
    hide_section,
    move_down,
    move_section,
    move_up,
    remove_section,
    replace_sections,
    show_section,
)
from cardshop.cards.operations.tags import (
    TagIsPrimary,
    count_scan,
    create_tag,
    delete_tag,
    edit_tag,
    style_tag,
)

__all__ = [
    "Filled",
    "NameNeeded",
    "Photo",
    "PictureUnknown",
    "SlugTaken",
    "TagIsPrimary",
    "TooManySections",
    "add_section",
    "apply",
    "count_scan",
    "create",
    "create_first",
    "create_from",
    "create_from_contact",
    "create_tag",
    "delete",
    "delete_tag",
    "duplicate",
    "edit",
    "edit_section",
    "edit_tag",
    "fill_from_contact",
    "hide_section",
    "move_down",
    "move_section",
    "move_up",
    "photo_of",
    "proposed_slug",
    "publish",
    "remove_section",
    "rename",
    "renew_preview_link",
    "replace_sections",
    "set_avatar",
    "set_cover",
    "show_section",
    "style_tag",
    "withdraw",
]
