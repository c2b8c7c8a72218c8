"""A message that comes late says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext

from cardshop.web.locales import speaking


def said(content: Mapping[str, Any], locale: str) -> dict[str, Any]:
    """The content with a word about its lateness, in the language of its words.

    An approved template has fixed words, so the word stands beside the time that it names.
    """
    with speaking(str(content.get("language") or locale)):
        words = gettext("This message comes late.")
    changed = dict(content)
    for name in ("text", "body"):
        if isinstance(changed.get(name), str):
            changed[name] = f"{words}\n{changed[name]}"
    values = changed.get("values")
    if isinstance(values, Mapping) and values.get("when"):
        changed["values"] = {**values, "when": f"{values['when']} ({words})"}
    return changed
