"""Files in a folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cardshop.media.stores import LocalStore, StoreUnavailable, open_store
from cardshop.media.stores.store import NameRefused

NAME = "3f2a9c0d-640.webp"


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "media")


def test_what_is_kept_comes_back(store: LocalStore) -> None:
    store.put(NAME, b"picture", "image/webp")

    assert store.get(NAME) == b"picture"


def test_a_second_file_of_the_same_name_replaces_the_first(store: LocalStore) -> None:
    store.put("qr/ab/poster.pdf", b"first", "application/pdf")
    store.put("qr/ab/poster.pdf", b"second", "application/pdf")

    assert store.get("qr/ab/poster.pdf") == b"second"


def test_what_is_deleted_is_gone_and_deleting_again_is_fine(store: LocalStore) -> None:
    store.put(NAME, b"picture", "image/webp")
    store.delete(NAME)
    store.delete(NAME)

    assert store.get(NAME) is None


@pytest.mark.parametrize(
    "name",
    ["../secret", "a/../b", "/etc/passwd", ".env", "a//b", "a/", "", "A.webp", "a\0b", "a\\b",
     "a.tar.gz", "a/b/c/d/e", "café.webp", "a.webp\n", "con .webp"],
)  # fmt: skip
def test_a_name_that_could_lead_elsewhere_is_refused(store: LocalStore, name: str) -> None:
    (store.folder.parent / "secret").write_bytes(b"secret")

    assert store.get(name) is None
    with pytest.raises(NameRefused):
        store.put(name, b"", "image/webp")
    with pytest.raises(NameRefused):
        store.delete(name)


def test_a_folder_is_not_a_file(store: LocalStore) -> None:
    store.put("qr/poster.pdf", b"pdf", "application/pdf")

    assert store.get("qr") is None
    assert store.get("qr/poster.pdf/more.pdf") is None


def test_a_write_that_fails_leaves_the_old_file_and_no_rubbish(
    store: LocalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put(NAME, b"old", "image/webp")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        store.put(NAME, b"new", "image/webp")

    assert store.get(NAME) == b"old"
    assert [path.name for path in store.folder.iterdir()] == [NAME]


def test_a_store_is_healthy_until_its_folder_is_lost(store: LocalStore) -> None:
    assert store.healthy()
    assert not list(store.folder.iterdir())

    store.folder.rmdir()
    assert not store.healthy()


def test_an_address_of_a_folder_opens_a_store_there(tmp_path: Path) -> None:
    folder = tmp_path / "my pictures"
    open_store(folder.as_uri()).put(NAME, b"picture", "image/webp")

    assert (folder / NAME).read_bytes() == b"picture"


@pytest.mark.parametrize(
    "url", ["s3://bucket", "file://host/folder", "file:///", "/folder", "", "http://x/y"]
)
def test_any_other_address_is_refused_with_the_mend(url: str) -> None:
    with pytest.raises(StoreUnavailable, match="CARDSHOP_STORAGE_URL: give a folder"):
        open_store(url)


def test_a_folder_that_cannot_be_made_is_refused_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StoreUnavailable, match="cannot make"):
        open_store(f"file://{tmp_path}/file/media")
