"""Files in a folder of this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from cardshop.media.stores.store import NameRefused, StoreUnavailable, check_name

# Begins with a dot, which no name of a stored file does.
_UNFINISHED = ".unfinished-"


class LocalStore:
    """A store in one folder. Raises StoreUnavailable when the folder cannot be made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnavailable(
                f"CARDSHOP_STORAGE_URL: cannot make {folder}: {error}"
            ) from error

    def put(self, name: str, data: bytes, content_type: str) -> None:  # noqa: ARG002 - the name's ending says it
        """Keep a file so that readers see all of it or nothing, even after a power cut."""
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=_UNFINISHED, delete=False) as file:
            unfinished = Path(file.name)
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
                unfinished.replace(path)
            except BaseException:
                unfinished.unlink(missing_ok=True)
                raise
        _sync_folder(path.parent)

    def get(self, name: str) -> bytes | None:
        """The file's content, or nothing. A name that no file can have is a missing file, too."""
        try:
            return self._path(name).read_bytes()
        except (NameRefused, FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None

    def delete(self, name: str) -> None:
        """Remove a file; nothing happens when it is not there."""
        self._path(name).unlink(missing_ok=True)

    def names(self, before: datetime) -> Iterator[str]:
        """The files that were last written before a time, in any order."""
        for file in self._written(before):
            if not file.name.startswith("."):
                yield file.relative_to(self.folder).as_posix()

    def forget_unfinished(self, before: datetime) -> None:
        """Remove what a process that was killed before a time left half written."""
        for file in self._written(before):
            if file.name.startswith(_UNFINISHED):
                file.unlink(missing_ok=True)

    def healthy(self) -> bool:
        """Whether the folder takes a file: a full disk and a lost mount are found out here."""
        try:
            with NamedTemporaryFile(dir=self.folder, prefix=_UNFINISHED) as file:
                file.write(b"healthy")
                file.flush()
        except OSError:
            return False
        return True

    def _written(self, before: datetime) -> Iterator[Path]:
        for folder, _, files in os.walk(self.folder):
            for name in files:
                file = Path(folder, name)
                if _is_older(file, before):
                    yield file

    def _path(self, name: str) -> Path:
        return self.folder / check_name(name)


def _is_older(file: Path, before: datetime) -> bool:
    try:
        return file.stat().st_mtime < before.timestamp()
    except FileNotFoundError:
        # Another process removed it after it was listed.
        return False


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut, where the system allows it."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
