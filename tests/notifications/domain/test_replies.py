"""Short messages are understood in seven languages, however they are typed."""

from __future__ import annotations

import pytest

from cardshop.notifications.domain.replies import (
    Meaning,
    is_answered_by_carrier,
    meaning_of,
)


@pytest.mark.parametrize(
    "typed",
    ["STOP", "stop.", " Stop all ", "Baja", "PARAR", "sair", "Arrêt", "ARRET", "توقف", "لغو عضویت",
     "إيقاف", "बंद करो", "रोकें", "Stop please", "unsubscribe"],
)  # fmt: skip
def test_stop_is_understood(typed: str) -> None:
    assert meaning_of(typed) is Meaning.STOP


@pytest.mark.parametrize(
    "typed",
    ["START", "unstop", "Iniciar", "começar", "démarrer", "شروع", "ابدأ", "शुरू"],
)
def test_start_is_understood(typed: str) -> None:
    assert meaning_of(typed) is Meaning.START


@pytest.mark.parametrize(
    "typed",
    ["1", "1.", "(1)", "۱", "١", "१", "1️⃣", "１", "Yes", "yes please", "OK!", "👍", "👍🏽", "Sí",
     "si", "Sim", "Oui", "d’accord", "نعم", "بله", "تأیید می‌کنم", "تاييد", "हाँ", "हां", "CONFIRM"],
)  # fmt: skip
def test_yes_is_understood(typed: str) -> None:
    assert meaning_of(typed) is Meaning.CONFIRM


@pytest.mark.parametrize(
    "typed",
    ["2", "٢", "۲", "२", "Cancel", "CANCELAR", "no", "Não", "annuler", "J'annule", "إلغاء", "الغاء",
     "لغو", "کنسل", "نه ممنون", "रद्द करें", "नहीं", "No, gracias"],
)  # fmt: skip
def test_no_is_understood(typed: str) -> None:
    assert meaning_of(typed) is Meaning.CANCEL


@pytest.mark.parametrize(
    "typed",
    ["", "12", "1 2", "3", "yes, but at eleven?", "Can I cancel tomorrow?", "stop by at 5?", "😀",
     "{{7*7}}", "1" * 4000, "\u200c\u0301"],
)  # fmt: skip
def test_anything_else_is_words(typed: str) -> None:
    assert meaning_of(typed) is Meaning.WORDS


def test_no_word_means_two_things() -> None:
    from cardshop.notifications.domain import replies

    rows = [
        (word, meaning) for meaning, rows in replies._WORDS.items() for word in replies._split(rows)
    ]
    assert all(replies._MEANINGS[word] is meaning for word, meaning in rows)
    assert all(word for word, _ in rows)


def test_twilio_answers_its_own_words_by_itself() -> None:
    assert is_answered_by_carrier("Stop!")
    assert is_answered_by_carrier("CANCEL")
    assert not is_answered_by_carrier("baja")
