"""Pictures as pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from cardshop.db import db
from cardshop.media.models import Picture


@dataclass(frozen=True, slots=True)
class Shown:
    """A stored picture: its size, the widths there are, and its words for people who cannot see it."""

    id: int
    digest: str
    width: int
    height: int
    widths: tuple[int, ...]
    alt: str

    def url(self, width: int = 640) -> str:
        """The address of the smallest stored width that is at least `width` pixels, else the largest."""
        fitting = next((w for w in self.widths if w >= width), self.widths[-1])
        return f"/media/{self.digest}-{fitting}.webp"

    def srcset(self) -> str:
        """Every stored width, for the `srcset` attribute."""
        return ", ".join(f"/media/{self.digest}-{w}.webp {w}w" for w in self.widths)

    def height_at(self, width: int) -> int:
        """The height in pixels when shown `width` pixels wide."""
        return max(1, round(self.height * width / self.width))


def shown(business_id: int, ids: Iterable[int | None]) -> dict[int, Shown]:
    """The business's pictures among `ids`, by id; those of others are left out."""
    wanted = {key for key in ids if key is not None}
    if not wanted:
        return {}
    rows = db.session.execute(
        select(
            Picture.id,
            Picture.digest,
            Picture.width,
            Picture.height,
            Picture.widths,
            Picture.alt,
        ).where(Picture.business_id == business_id, Picture.id.in_(wanted))
    )
    return {
        row.id: Shown(row.id, row.digest, row.width, row.height, tuple(row.widths), row.alt)
        for row in rows
    }


def url_of(business_id: int, picture_id: int | None, width: int = 640) -> str | None:
    """The address of one picture, or nothing."""
    found = shown(business_id, [picture_id])
    return found[picture_id].url(width) if picture_id in found else None
