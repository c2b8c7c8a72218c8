"""Pictures kept, used and removed."""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from cardshop.db import db, transaction
from cardshop.lib.errors import Invalid
from cardshop.lib.text import TextTooLong
from cardshop.media import operations, queries
from cardshop.media.domain import pictures
from cardshop.media.models import Picture
from cardshop.media.stores import of_app
from tests.media.domain import samples
from tests.media.domain.test_opening import png_header, webp_header
from tests.support import factories

AT = factories.NOW


def store(owner: factories.Owner, data: bytes | None = None, alt: str = "") -> Picture:
    with transaction():
        return operations.store(
            business_id=owner.business.id, data=data or samples.picture(), alt=alt, at=AT
        )


def use(name: str, *kept: Picture) -> None:
    ids = [picture.id for picture in kept]
    with transaction():
        operations.set_uses(used_by=name, picture_ids=ids)


def files() -> set[str]:
    return set(of_app.current().names(AT + timedelta(days=10_000)))


def rows() -> int:
    db.session.rollback()  # What others wrote meanwhile is seen by a new reading only.
    return db.session.query(Picture).count()


def test_a_picture_is_kept_in_the_widths_that_pages_use(each_engine: Flask) -> None:
    picture = store(factories.owner(), alt=" A red door ")
    shown = queries.shown(picture.business_id, [picture.id])[picture.id]

    assert (shown.width, shown.height, shown.alt) == (800, 600, "A red door")
    assert files() == {f"{picture.digest}-{width}.webp" for width in (160, 320, 640, 800)}


def test_the_same_picture_again_is_the_one_there_is(each_engine: Flask) -> None:
    owner = factories.owner()
    first = store(owner).id
    again = store(owner, alt="A red door")

    assert (again.id, again.alt, rows()) == (first, "A red door", 1)


def test_two_businesses_never_share_a_file(each_engine: Flask) -> None:
    names = {store(factories.owner()).digest, store(factories.owner()).digest}

    assert len(names) == rows() == 2


def test_the_same_picture_sent_twice_at_once_is_kept_once(each_engine: Flask) -> None:
    owner = factories.owner()
    key, faults = owner.business.id, []

    def send() -> None:
        try:
            with each_engine.app_context(), transaction():
                operations.store(business_id=key, data=samples.picture(), at=AT)
        except Exception as fault:  # noqa: BLE001 - shown by the assertion
            faults.append(fault)

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (faults, rows(), len(files())) == ([], 1, 4)


def test_a_picture_goes_with_its_files_when_nothing_shows_it_any_more(each_engine: Flask) -> None:
    owner = factories.owner()
    picture = store(owner)
    use("card:1", picture)
    use("card:2", picture)
    use("card:1")
    assert (rows(), len(files())) == (1, 4)

    with transaction():
        operations.release("card:2")

    assert (rows(), files()) == (0, set())


def test_a_removal_that_is_taken_back_keeps_the_files(each_engine: Flask) -> None:
    picture = store(factories.owner())
    use("card:1", picture)

    with suppress(RuntimeError), transaction():
        operations.release("card:1")
        raise RuntimeError

    with transaction():
        pass
    assert (rows(), len(files())) == (1, 4)


def test_files_stay_until_the_removal_is_certain(each_engine: Flask) -> None:
    use("card:1", store(factories.owner()))

    with transaction() as session:
        operations.release("card:1")
        with session.begin_nested():
            pass
        assert len(files()) == 4

    assert files() == set()


def test_a_picture_uploaded_again_while_it_is_removed_keeps_its_files(each_engine: Flask) -> None:
    owner = factories.owner()
    use("card:1", store(owner))

    with transaction():
        operations.release("card:1")
        operations.store(business_id=owner.business.id, data=samples.picture(), at=AT)

    assert (rows(), len(files())) == (1, 4)


def test_a_picture_that_is_gone_cannot_be_shown(each_engine: Flask) -> None:
    with pytest.raises(operations.PictureGone), transaction():
        operations.set_uses(used_by="card:1", picture_ids=[987])


def test_a_description_is_one_line_of_at_most_300_letters(app: Flask) -> None:
    picture = store(factories.owner())
    with transaction():
        kept = db.session.get_one(Picture, picture.id)
        operations.describe(kept, "Two\nloaves")
        with pytest.raises(TextTooLong):
            operations.describe(kept, "x" * 301)

    assert db.session.get_one(Picture, picture.id).alt == "Two loaves"


def test_the_place_where_a_photo_was_taken_is_nowhere_in_its_files(app: Flask) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "S", 2: (1.0, 17.0, 0.0), 3: "E", 4: (36.0, 49.0, 0.0)})
    exif[0x010F] = "SECRETCAMERA"
    store(factories.owner(), samples.picture(exif=exif))

    kept = [of_app.current().get(name) or b"" for name in files()]

    assert len(kept) == 4
    assert not any(b"SECRETCAMERA" in file or b"EXIF" in file for file in kept)
    assert all(not Image.open(BytesIO(file)).getexif() for file in kept)


def test_a_contact_file_takes_a_small_square_photo(app: Flask) -> None:
    picture = store(factories.owner())
    photo = queries.photo(picture.business_id, picture.id) or b""

    image = Image.open(BytesIO(photo))
    assert (image.format, image.size) == ("JPEG", (240, 240))
    assert len(photo) <= pictures.CONTACT_BYTES


def test_a_picture_of_others_or_without_its_file_is_no_photo(app: Flask) -> None:
    picture = store(factories.owner(), samples.picture((400, 300)))
    assert queries.photo(picture.business_id + 1, picture.id) is None
    assert queries.file(picture.business_id, None) is None
    for name in files():
        of_app.current().delete(name)

    assert queries.photo(picture.business_id, picture.id) is None
    assert queries.file(picture.business_id, picture.id) is None


HOSTILE = [
    samples.picture()[:2000],
    png_header(30_000, 30_000),
    webp_header(16_000, 16_000),
    b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    b"<!doctype html><title>photo.png</title><script>alert(1)</script>",
    samples.picture((9000, 9000), "PNG", mode="1"),
    samples.picture((50, 600)),
    b"\xff\xd8\xff" + bytes(13 * 1024 * 1024),
    b"",
]


@pytest.mark.parametrize("data", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_file_is_refused_and_nothing_is_stored(app: Flask, data: bytes) -> None:
    owner = factories.owner()

    with pytest.raises(Invalid), transaction():
        operations.store(business_id=owner.business.id, data=data, at=AT)

    assert (rows(), files()) == (0, set())
