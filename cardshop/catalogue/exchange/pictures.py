"""Pictures that a file names by their addresses: those we have, and those to be fetched."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from sqlalchemy import select

from cardshop.catalogue.domain.csv_files.drafts import Image
from cardshop.catalogue.models import ImportedImage
from cardshop.db import db
from cardshop.lib.errors import Invalid
from cardshop.media import names
from cardshop.media import operations as media
from cardshop.media.domain.pictures import Prepared
from cardshop.media.models import Picture
from cardshop.notifications.channels.fetching import Fetcher

FETCHER = Fetcher()
# At once; servers of pictures take more as an attack.
_HANDS = 4

# What was found at an address: a picture made ready, or why there is none.
Fetched = Mapping[str, Prepared | Invalid]


def known(business_id: int, images: Iterable[Image]) -> dict[str, int]:
    """The pictures that need no fetching, by address: our own, and those that were fetched once."""
    addresses = {image.address for image in images}
    digests = {a: names.digest_of(a.rpartition("/")[2]) for a in addresses}
    hashes = {_hash(address): address for address in addresses}
    found: dict[str, int] = {}
    if not addresses:
        return found
    for key, picture_id in db.session.execute(
        select(ImportedImage.address_hash, ImportedImage.picture_id).where(
            ImportedImage.business_id == business_id, ImportedImage.address_hash.in_(hashes)
        )
    ):
        found[hashes[key]] = picture_id
    ours = dict(
        db.session.execute(
            select(Picture.digest, Picture.id).where(
                Picture.business_id == business_id,
                Picture.digest.in_({d for d in digests.values() if d}),
            )
        ).all()
    )
    return found | {a: ours[d] for a, d in digests.items() if d in ours}


def fetch(images: Iterable[Image], *, fetcher: Fetcher | None = None) -> Fetched:
    """Each address fetched once and made ready. No transaction may be open: it takes long."""
    addresses = sorted({image.address for image in images})
    if not addresses:
        return {}
    with ThreadPoolExecutor(_HANDS, thread_name_prefix="pictures") as hands:
        got = hands.map(lambda address: _fetch(fetcher or FETCHER, address), addresses)
        return dict(zip(addresses, got, strict=True))


def keep(business_id: int, address: str, picture: Prepared, *, alt: str, at: datetime) -> int:
    """Keep what was found at an address, and remember that it was found there."""
    kept = media.store(business_id=business_id, data=picture, alt=alt[: media.LONGEST_ALT], at=at)
    db.session.flush()
    db.session.merge(
        ImportedImage(business_id=business_id, address_hash=_hash(address), picture_id=kept.id)
    )
    return kept.id


def _fetch(fetcher: Fetcher, address: str) -> Prepared | Invalid:
    try:
        return media.prepare(fetcher.fetch(address))
    except Invalid as refusal:
        return refusal


def _hash(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()
