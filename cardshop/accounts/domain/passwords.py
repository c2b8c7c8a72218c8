"""What a password must be: long enough, and not among those that are guessed first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from cardshop.lib.errors import Invalid

SHORTEST, LONGEST = 10, 200
LEAST_SCORE = 2
# zxcvbn refuses more, and what follows does not make a password weaker.
MEASURED = 72
# More than any keyboard needs to write LONGEST letters. Beyond, normalising takes time that grows
# with the square of the accents.
LONGEST_TYPED = 1000


class PasswordTooShort(Invalid):
    """Use at least 10 characters. A few unrelated words are easy to remember."""


class PasswordTooLong(Invalid):
    """Use at most 200 characters."""


class PasswordTooEasy(Invalid):
    """This password is easy to guess. Use a few unrelated words."""


def check(password: str, *, about: Iterable[str] = ()) -> str:
    """The password, if it will do.

    `about` names what a guesser tries first, such as the e-mail address. Raises PasswordTooShort,
    PasswordTooLong or PasswordTooEasy.
    """
    from zxcvbn import zxcvbn

    if len(password) < SHORTEST:
        raise PasswordTooShort
    if len(password) > LONGEST:
        raise PasswordTooLong
    known = [part for words in about for part in (words, *re.split(r"\W|_", words)) if part]
    if zxcvbn(password[:MEASURED], user_inputs=[*known, "cardshop"])["score"] < LEAST_SCORE:
        raise PasswordTooEasy
    return password


def as_bytes(password: str) -> bytes:
    """What is hashed: the same for every keyboard's way to write a letter (NFKC)."""
    typed = password[:LONGEST_TYPED]
    return unicodedata.normalize("NFKC", typed).encode("utf-8", "surrogatepass")
