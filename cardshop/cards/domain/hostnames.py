"""Names of hosts: which are real, which only look like another, and how they are shown."""

from __future__ import annotations

import re
import unicodedata

from cardshop.lib.errors import Invalid

_LONGEST_LABEL, _LONGEST_HOST = 63, 253
_ASCII_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?")

# Scripts that one name may mix, because one language writes with all of them (as browsers allow).
_MIXTURES = (
    {"LATIN", "CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"},
    {"LATIN", "CJK", "BOPOMOFO"},
    {"LATIN", "CJK", "HANGUL"},
)

# Cyrillic and Greek small letters that pass for Latin ones, and where such words are at home.
_LATIN_DOUBLES = frozenset("асԁеһіјӏорԛѕԝхуъьҽпгѵѡɡαικνορυω")
_HOMES = frozenset(("bg", "by", "cy", "gr", "kz", "ru", "su", "ua", "uz"))


class LinkInvalid(Invalid):
    """Enter a link, like instagram.com/yourname."""


class LinkMisleading(LinkInvalid):
    """This link is written to look like another address. Type it again, in one alphabet."""


def check(text: str) -> str:
    """The host in lower-case ASCII, names of other alphabets in their `xn--` form.

    Raises LinkInvalid for what is no name on the public internet (one word, a number, an address of
    digits), LinkMisleading for alphabets mixed within a word, or Cyrillic and Greek words that pass
    for Latin ones. The rules are those by which browsers decide to show a name (UTS 39).
    """
    labels = [_label(part) for part in text.removesuffix(".").split(".")]
    host = ".".join(labels)
    if len(labels) < 2 or len(host) > _LONGEST_HOST or not _names_a_domain(labels[-1]):
        raise LinkInvalid
    at_home = labels[-1] in _HOMES or labels[-1].startswith("xn--")
    if not at_home and any(_passes_for_latin(_spelled(label)) for label in labels):
        raise LinkMisleading
    return host


def shown(host: str) -> str:
    """A checked host as people write it, in its own alphabet."""
    return ".".join(_spelled(label) for label in host.split("."))


def _names_a_domain(label: str) -> bool:
    return re.fullmatch(r"[a-z]{2,63}|xn--[a-z0-9-]+", label) is not None


def _label(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).lower()
    spelled = _spelled(plain)
    if not _is_word(spelled):
        raise LinkInvalid
    if _mixes_scripts(spelled):
        raise LinkMisleading
    label = spelled if spelled.isascii() else "xn--" + spelled.encode("punycode").decode()
    is_other_name = plain.startswith("xn--") and label != plain
    if is_other_name or len(label) > _LONGEST_LABEL or not _ASCII_LABEL.fullmatch(label):
        raise LinkInvalid
    return label


def _spelled(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except ValueError as fault:
        raise LinkInvalid from fault


def _is_word(label: str) -> bool:
    if label.isascii():
        return _ASCII_LABEL.fullmatch(label) is not None
    written = unicodedata.normalize("NFKC", label).lower() == label
    kinds = {unicodedata.category(character) for character in label if character != "-"}
    return written and kinds <= {"Ll", "Lo", "Lm", "Mn", "Mc", "Nd"}


def _mixes_scripts(label: str) -> bool:
    scripts = {_script(character) for character in label if character.isalpha()}
    return len(scripts) > 1 and not any(scripts <= mixture for mixture in _MIXTURES)


def _script(character: str) -> str:
    return unicodedata.name(character, "UNNAMED").split()[0]


def _passes_for_latin(label: str) -> bool:
    letters = {character for character in label if character.isalpha()}
    return not label.isascii() and letters <= _LATIN_DOUBLES
