"""Words as they are compared in a search: without case, accents, or ways of writing."""

from __future__ import annotations

import unicodedata

MOST_WORDS, LONGEST_QUERY = 8, 100
# Letters that people type in one form and mean in another, and signs that are no letters.
_FORMS = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ئ": "ی",
        "ك": "ک",
        "ة": "ه",
        "ۀ": "ه",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ؤ": "و",
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "’": "'",
        "ـ": None,
        "\u200b": None,
        "\u200c": None,
        "\u200d": None,
        "\u200e": None,
        "\u200f": None,
        "\u00ad": None,
        "\ufeff": None,
        # PostgreSQL takes no text with it, not even to compare.
        "\x00": None,
    }
)
# Marks of these combining classes make another letter of the one before: the sounds of kana (8),
# the joined consonants of India (9). Others are accents, vowel signs, nuktas.
_KEPT_MARKS = (0, 8, 9)


def folded(text: str) -> str:
    """The text for comparing: `Crème`, `CREME` are `creme`; `٣` is `3`; `كيك` is `کیک`.

    Folding twice changes nothing. White space becomes single blanks.
    """
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_FORMS))
    bare = "".join(c for c in apart if unicodedata.combining(c) in _KEPT_MARKS)
    whole = unicodedata.normalize("NFKC", bare).casefold().translate(_FORMS)
    return " ".join("".join(_plain_digit(c) for c in whole).split())


def words(query: str) -> list[str]:
    """The folded words of a query, each once, at most eight; all of them must be found."""
    return list(dict.fromkeys(folded(query[:LONGEST_QUERY]).split()))[:MOST_WORDS]


def pattern(word: str) -> str:
    """The word anywhere, for LIKE with a backslash as its escape."""
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _plain_digit(character: str) -> str:
    if unicodedata.category(character) == "Nd":
        return str(unicodedata.decimal(character))
    return character
