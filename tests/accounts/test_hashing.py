"""Passwords as they are kept."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cardshop.accounts import hashing


def test_the_real_cost_is_the_recommended_one() -> None:
    program = "from cardshop.accounts import hashing; print(hashing.hash_password('one'))"
    # In a process of its own, for the fixture weakens the one that is loaded here.
    kept = subprocess.check_output([sys.executable, "-c", program], text=True)

    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_the_first_that_opens_is_found() -> None:
    kept = [hashing.hash_password(words) for words in ("one", "two", "two")]

    assert hashing.first_match("two", kept) == 1
    assert hashing.first_match("four", kept) is None


@pytest.mark.parametrize("kept", [[], ["!"], ["!", "!"], ["!", "!", "!"]])
def test_the_same_number_of_hashes_is_computed_for_anybody(
    kept: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    computed = count_verifications(monkeypatch)

    assert hashing.first_match("anything", kept) is None
    assert len(computed) == hashing.CANDIDATES


def test_nobody_has_the_dummy_password() -> None:
    assert not hashing.verify("\xff\xfe nobody", "!")


def test_a_hash_of_another_cost_is_outdated(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = hashing.hash_password("one")
    assert not hashing.is_outdated(kept)

    monkeypatch.setattr(hashing, "STRENGTH", hashing.Strength(128, 1, 1))
    assert hashing.is_outdated(kept)


def count_verifications(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every usable hash that is compared from now on."""
    computed: list[str] = []
    real = hashing._hasher

    class Counting:
        def verify(self, kept: str, password: bytes) -> bool:
            if kept.startswith("$argon2"):
                computed.append(kept)
            return real(hashing.STRENGTH).verify(kept, password)

        def __getattr__(self, name: str) -> object:
            return getattr(real(hashing.STRENGTH), name)

    monkeypatch.setattr(hashing, "_hasher", lambda _strength: Counting())
    return computed
