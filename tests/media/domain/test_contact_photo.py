"""The photo inside a contact file."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from cardshop.media.domain.pictures import photo_for_contact, prepare
from tests.media.domain.samples import is_blue, opened, picture


@pytest.mark.parametrize("size", [(4000, 3000), (3000, 4000), (321, 320), (100, 50), (1, 1)])
def test_a_contact_photo_is_a_small_square_jpeg(size: tuple[int, int]) -> None:
    photo = opened(photo_for_contact(picture(size)))

    assert photo.format == "JPEG"
    assert photo.size == (min(320, *size),) * 2


def test_even_noise_stays_under_48_kb() -> None:
    out = BytesIO()
    noise = [Image.effect_noise((1200, 1200), 250) for _ in range(3)]
    Image.merge("RGB", noise).save(out, "PNG")

    assert len(photo_for_contact(out.getvalue())) <= 48_000


def test_the_middle_of_the_picture_is_kept() -> None:
    photo = opened(photo_for_contact(picture((1200, 400))))

    assert not is_blue(photo, (0.02, 0.5))


def test_what_was_transparent_becomes_white() -> None:
    out = BytesIO()
    Image.new("RGBA", (400, 400), (0, 0, 0, 0)).save(out, "PNG")

    assert opened(photo_for_contact(out.getvalue())).getpixel((200, 200)) == (255, 255, 255)


def test_a_contact_photo_can_be_made_of_a_picture_we_kept() -> None:
    kept = prepare(picture()).renditions[640]

    assert opened(photo_for_contact(kept)).size == (320, 320)
