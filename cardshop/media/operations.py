"""What is done with pictures: kept, described, shown by something, and removed when unused."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, select

from cardshop.accounts import content
from cardshop.db import db
from cardshop.lib.errors import Conflict
from cardshop.lib.text import check_line
from cardshop.media import names
from cardshop.media.domain import pictures
from cardshop.media.domain.pictures import Prepared
from cardshop.media.models import Picture, PictureUse
from cardshop.media.removal import remove_files_later
from cardshop.media.stores import of_app

LONGEST_ALT = 300
# One thread: the largest picture takes most of the memory that a process may have, and every
# thread that ever opened one keeps some of it.
_darkroom = ThreadPoolExecutor(max_workers=1, thread_name_prefix="darkroom")


class PictureGone(Conflict):
    """This picture was removed meanwhile. Upload it again."""


def prepare(data: bytes) -> Prepared:
    """An upload made ready to `store`, one at a time in this process.

    It takes up to half a second, so a caller does it best before the transaction begins.
    Raises what `domain.pictures.prepare` raises.
    """
    return _darkroom.submit(pictures.prepare, data).result()


def store(*, business_id: int, data: bytes | Prepared, alt: str = "", at: datetime) -> Picture:
    """Keep a picture; the same picture again is the one there is, described if it was not.

    Raises what `check_line` and `prepare` raise. The files are there before anyone sees the row;
    what a rollback leaves of them, the sweep takes.
    """
    alt = check_line(alt, longest=LONGEST_ALT)
    prepared = data if isinstance(data, Prepared) else prepare(data)
    digest = sha256(f"{business_id}:{prepared.digest}".encode()).hexdigest()[:32]
    names.hold(db.session.connection(), digest)
    picture = _found(digest) or _added(
        business_id=business_id, digest=digest, prepared=prepared, alt=alt, at=at
    )
    shelf = of_app.current()
    for width, file in prepared.renditions.items():
        shelf.put(names.file_name(digest, width), file, "image/webp")
    if not picture.alt:
        describe(picture, alt)
    return picture


def describe(picture: Picture, alt: str) -> None:
    """Say what the picture shows, for people who cannot see it. Raises what `check_line` raises."""
    alt = check_line(alt, longest=LONGEST_ALT)
    if alt != picture.alt:
        picture.alt = alt
        content.raise_version(picture.business_id)


def set_uses(*, used_by: str, picture_ids: Iterable[int]) -> None:
    """Say which pictures `used_by` (like `card:12`) shows now; those left unused go.

    Raises PictureGone.
    """
    wanted = set(picture_ids)
    before = set(
        db.session.scalars(select(PictureUse.picture_id).where(PictureUse.used_by == used_by))
    )
    if wanted == before:
        return
    if not wanted <= _locked(wanted | before):
        raise PictureGone
    no_longer = before - wanted
    db.session.execute(
        delete(PictureUse).where(
            PictureUse.used_by == used_by, PictureUse.picture_id.in_(no_longer)
        )
    )
    db.session.add_all(
        PictureUse(picture_id=key, used_by=used_by) for key in sorted(wanted - before)
    )
    db.session.flush()
    remove_unused(no_longer)


def release(used_by: str) -> None:
    """Say that `used_by` shows no picture any more."""
    set_uses(used_by=used_by, picture_ids=())


def remove_unused(ids: Iterable[int]) -> None:
    """Remove those of the pictures that nothing uses, and their files after the commit."""
    # Locked first and asked afterwards: a use that is being added meanwhile is then seen.
    held = _locked(ids)
    used = select(PictureUse.picture_id)
    for picture in db.session.scalars(
        select(Picture).where(Picture.id.in_(held), Picture.id.not_in(used))
    ).all():
        files = (names.file_name(picture.digest, width) for width in picture.widths)
        remove_files_later(picture.digest, files)
        db.session.delete(picture)
    db.session.flush()


def _found(digest: str) -> Picture | None:
    return db.session.scalar(select(Picture).where(Picture.digest == digest))


def _added(*, business_id: int, digest: str, prepared: Prepared, alt: str, at: datetime) -> Picture:
    picture = Picture(
        business_id=business_id,
        digest=digest,
        width=prepared.width,
        height=prepared.height,
        widths=sorted(prepared.renditions),
        alt=alt,
        created_at=at,
    )
    db.session.add(picture)
    db.session.flush()
    return picture


def _locked(ids: Iterable[int]) -> set[int]:
    """Those that are still there, held until the transaction ends; in order, against deadlocks."""
    wanted = sorted(set(ids))
    if not wanted:
        return set()
    return set(
        db.session.scalars(
            select(Picture.id).where(Picture.id.in_(wanted)).order_by(Picture.id).with_for_update()
        )
    )
