"""What templates may use: icons, links to bundles, words, and undefined names as errors."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from flask import Flask, g
from flask_babel import get_locale, get_translations
from flask_login import current_user
from jinja2 import StrictUndefined
from markupsafe import Markup, escape

from cardshop.lib import clock, phones, text
from cardshop.web import assets, forms, icons, locales, navigation


def init_app(app: Flask) -> None:
    """Set the templates' language."""
    env = app.jinja_env
    env.undefined = StrictUndefined
    env.trim_blocks = env.lstrip_blocks = True
    env.add_extension("jinja2.ext.do")
    env.globals.update(
        icon=icon,
        current_user=current_user,
        sprite=sprite,
        style_path=lambda folder: assets.style(folder).path,
        script_path=lambda folder: assets.script(folder).path,
        direction=locales.direction,
        page_language=page_language,
        rooms=navigation.rooms,
        tabs=navigation.tabs,
        screen_languages=locales.LANGUAGES,
        error_summary=forms.summary,
        now=clock.now,
        gettext=translated,
        ngettext=locales.counted,
        _=translated,
    )
    app.before_request(_forget_the_last_page)
    env.filters.update(markdown=markdown, phone=phones.show, lines=lines, isoformat=isoformat)
    env.filters["number"] = locales.number


def translated(words: str, **values: object) -> str:
    """The words in the page's language. A page says dozens, so its catalogue is found once."""
    if "catalogue" not in g:
        g.catalogue = get_translations()
    said: str = g.catalogue.ugettext(words)
    return said % locales.written(values) if values else said


def icon(name: str, extra: str = "") -> Markup:
    """An icon of the page's sprite; decorative, so its control needs words or a label."""
    g.setdefault("icons", set()).add(name)
    return _use(name, extra)


@cache
def _use(name: str, extra: str) -> Markup:
    kind = f"i {extra}".strip()
    return Markup('<svg class="{}" aria-hidden="true"><use href="#i-{}"/></svg>').format(kind, name)


def sprite() -> Markup:
    """The drawings of the icons that this page used; the last thing in the body."""
    return Markup(icons.sprite(sorted(g.get("icons", set()))))  # noqa: S704 - our own drawings


def markdown(source: str) -> Markup:
    """Typed Markdown as safe HTML."""
    return Markup(text.markdown(source))  # noqa: S704 - sanitised by lib.text


def lines(source: str) -> Markup:
    """Plain text with its line breaks kept."""
    return Markup("<br>").join(escape(line) for line in source.split("\n"))


def _forget_the_last_page() -> None:
    """A request may run in an application context that is there already, as in commands."""
    for name in ("anonymous", "catalogue", "icons", "locale", "style_hashes"):
        g.pop(name, None)


def page_language() -> str:
    """The BCP 47 tag of the words on this page."""
    return str(get_locale() or locales.DEFAULT).replace("_", "-")


def isoformat(instant: datetime) -> str:
    """An instant for the `datetime` attribute."""
    return instant.isoformat().replace("+00:00", "Z")
