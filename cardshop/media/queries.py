"""Pictures as pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import bindparam, select

from cardshop.db import db
from cardshop.media import names
from cardshop.media.domain.pictures import CONTACT_SIDE, photo_for_contact
from cardshop.media.models import Picture
from cardshop.media.stores import of_app


@dataclass(frozen=True, slots=True)
class Shown:
    """A stored picture: its size, the widths there are, and words for who cannot see it."""

    id: int
    digest: str
    width: int
    height: int
    widths: tuple[int, ...]
    alt: str

    def fitting(self, width: int) -> int:
        """The smallest stored width from `width` pixels on, else the largest."""
        return next((w for w in self.widths if w >= width), self.widths[-1])

    def url(self, width: int = 640) -> str:
        """The address of the smallest stored width from `width` pixels on, else of the largest."""
        return f"/media/{names.file_name(self.digest, self.fitting(width))}"

    def srcset(self) -> str:
        """Every stored width, for the `srcset` attribute."""
        return ", ".join(f"/media/{names.file_name(self.digest, w)} {w}w" for w in self.widths)

    def height_at(self, width: int) -> int:
        """The height in pixels when shown `width` pixels wide."""
        return max(1, round(self.height * width / self.width))


# Built once: a public page that is made anew asks this every time.
_SHOWN = select(
    Picture.id, Picture.digest, Picture.width, Picture.height, Picture.widths, Picture.alt
).where(
    Picture.business_id == bindparam("business_id"),
    Picture.id.in_(bindparam("wanted", expanding=True)),
)


def shown(business_id: int, ids: Iterable[int | None]) -> dict[int, Shown]:
    """The business's pictures among `ids`, by id; those of others are left out."""
    wanted = {key for key in ids if key is not None}
    if not wanted:
        return {}
    rows = db.session.execute(_SHOWN, {"business_id": business_id, "wanted": list(wanted)})
    return {
        row.id: Shown(row.id, row.digest, row.width, row.height, tuple(row.widths), row.alt)
        for row in rows
    }


def url_of(business_id: int, picture_id: int | None, width: int = 640) -> str | None:
    """The address of one picture, or nothing."""
    found = shown(business_id, [picture_id])
    return found[picture_id].url(width) if picture_id in found else None


def file(business_id: int, picture_id: int | None, width: int = 640) -> bytes | None:
    """The WebP file of one picture, or nothing."""
    found = shown(business_id, [picture_id]).get(picture_id or 0)
    if found is None:
        return None
    return of_app.current().get(names.file_name(found.digest, found.fitting(width)))


def photo(business_id: int, picture_id: int | None) -> bytes | None:
    """The picture as a contact file takes it: a square JPEG of at most 320 pixels; or nothing."""
    found = shown(business_id, [picture_id]).get(picture_id or 0)
    if found is None:
        return None
    try:
        return _photo(names.file_name(found.digest, found.fitting(CONTACT_SIDE)))
    except _FileMissing:
        return None


class _FileMissing(LookupError):
    """Kept from being remembered: the file may come back with the folder that was unmounted."""


@lru_cache(maxsize=64)
def _photo(name: str) -> bytes:
    data = of_app.current().get(name)
    if data is None:
        raise _FileMissing(name)
    return photo_for_contact(data)
