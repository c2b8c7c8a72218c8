"""Every screen in every language: complete catalogues, whole sentences, the right direction."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from babel.messages.catalog import Catalog
from flask import Flask

from cardshop.accounts.models import Account
from cardshop.db import db, transaction
from cardshop.web import locales
from tests.support import factories
from tests.support.pages import name_of
from tests.support.people import Browser

ROOT = Path(__file__).resolve().parents[2]
TRANSLATED = sorted(set(locales.LANGUAGES) - {locales.DEFAULT})
# Letters that Arabic keyboards type and Persian does not write.
ARABIC_ONLY = re.compile("[يكةى]")
SHOWN = {
    "es-MX": ("ltr", ["Guardar contacto", "Llamar", "Compartir esta tarjeta", "Abierto ahora"]),
    "fa-IR": ("rtl", ["ذخیرهٔ مخاطب", "تماس", "هم‌رسانی این کارت", "باز است"]),
}


def test_no_sentence_lacks_a_translation() -> None:
    command = [sys.executable, ".ci/translations.py"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_there_is_a_catalogue_for_every_language(catalogues: dict[str, Catalog]) -> None:
    assert sorted(catalogues) == TRANSLATED


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_translation_can_be_filled_in(catalogues: dict[str, Catalog], language: str) -> None:
    for original, translation in sentences(catalogues[language]):
        if "%(" in original:
            names = dict.fromkeys(re.findall(r"%\((\w+)\)", original), 2)
            assert translation % names


def test_persian_is_written_in_persian_letters(catalogues: dict[str, Catalog]) -> None:
    said = [translation for _, translation in sentences(catalogues["fa"])]
    assert [words for words in said if ARABIC_ONLY.search(words)] == []
    assert [words for words in said if re.search(r"\bن?می [آ-ی]|[آ-ی][?,;]", words)] == []


def test_what_is_listed_has_the_comma_of_its_script(app: Flask) -> None:
    with app.test_request_context():
        said = {}
        for tag in ("en", "fa"):
            with locales.speaking(tag):
                said[tag] = locales.with_commas(["1", "2"])

    assert said == {"en": "1, 2", "fa": "1، 2"}


@pytest.mark.parametrize("tag", SHOWN)
@time_machine.travel(factories.NOW, tick=False)
def test_a_card_speaks_its_language(app: Flask, visitor: Browser, tag: str) -> None:
    business = factories.owner(opening_hours=OPEN_ALWAYS).business
    phones = [{"kind": "work", "number": "+254700000456"}]
    card = factories.card(business, locale=tag, phones=phones, sections={"hours": {"note": ""}})
    direction, words = SHOWN[tag]
    page = visitor.get(f"/{card.slug}", headers={"Accept-Language": "en"})
    assert (page.root.get("lang"), page.root.get("dir")) == (tag, direction)
    said = page.text + " ".join(name_of(link) for link in page.all("a"))
    assert [word for word in words if word not in said] == []


def test_the_pages_of_an_owner_follow_the_account(
    app: Flask, owner: factories.Owner, owner_browser: Browser
) -> None:
    factories.card(owner.business)
    speak(owner, "fa")
    page = owner_browser.get("/app/", headers={"Accept-Language": "es"})
    assert (page.root.get("lang"), page.root.get("dir")) == ("fa", "rtl")
    assert {"خانه", "کارت من", "کدهای QR", "تنظیمات"} <= set(page.links())


@pytest.mark.parametrize(
    ("asked", "language", "title"),
    [
        ("es-AR,es;q=0.9,en;q=0.5", "es", "Iniciar sesión · cardshop"),
        ("fa", "fa", "ورود · cardshop"),
        ("sw,de;q=0.8", "en", "Sign in · cardshop"),
    ],
)
def test_signing_in_speaks_as_the_browser_asks(
    visitor: Browser, asked: str, language: str, title: str
) -> None:
    page = visitor.get("/account/sign-in", headers={"Accept-Language": asked})
    assert (page.root.get("lang"), page.title) == (language, title)


def test_a_refusal_is_told_in_the_language_of_the_page(visitor: Browser) -> None:
    typed = {"email": "ana", "password": "cuatro palabras sin relación"}
    page = visitor.post("/account/sign-up", typed, headers={"Accept-Language": "es"})
    assert page.error_of("email") == "Escribe tu correo, como nombre@example.com."


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [("es", "1 enlace", "12.345 enlaces"), ("fa", "۱ پیوند", "۱۲٬۳۴۵ پیوند")],
)
def test_things_are_counted_as_the_language_counts(
    app: Flask, language: str, one: str, many: str
) -> None:
    with app.test_request_context(), locales.speaking(language):
        said = [locales.counted("%(num)s link", "%(num)s links", n) for n in (1, 12345)]
    assert said == [one, many]


OPEN_ALWAYS = {
    "weekly": {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
    "overrides": {},
}


def speak(owner: factories.Owner, language: str) -> None:
    with transaction():
        db.session.get_one(Account, owner.account.id).locale = language


def sentences(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """Each original with each form of its translation."""
    for message in catalogue:
        string = message.string
        forms = [string] if isinstance(string, str) else list(string or ())
        original = message.id if isinstance(message.id, str) else message.id[-1]
        if original:
            yield from ((original, form) for form in forms)
