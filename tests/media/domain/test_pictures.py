"""What becomes of an uploaded picture."""

from __future__ import annotations

from io import BytesIO
from typing import Literal

import pytest
from PIL import Image, ImageCms

from cardshop.media.domain.pictures import photo_for_contact, prepare
from tests.media.domain.samples import is_blue, opened, picture, turned


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (4000, [160, 320, 640, 1280]),
        (1280, [160, 320, 640, 1280]),
        (1279, [160, 320, 640, 1279]),
        (500, [160, 320, 500]),
        (320, [160, 320]),
        (100, [100]),
        (1, [1]),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_is_kept_in_the_widths_of_pages_and_never_enlarged(
    width: int, widths: list[int], kind: str
) -> None:
    prepared = prepare(picture((width, max(1, width // 2)), kind))

    assert list(prepared.renditions) == widths
    assert (prepared.width, prepared.height) == (widths[-1], max(1, widths[-1] // 2))
    for wide, data in prepared.renditions.items():
        assert data[8:12] == b"WEBP"
        assert opened(data).width == wide


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "L"), ("PNG", "1"), ("PNG", "P"), ("PNG", "I;16"),
     ("PNG", "LA"), ("PNG", "RGBA"), ("WEBP", "RGB"), ("WEBP", "RGBA"), ("GIF", "P")],
)  # fmt: skip
def test_every_kind_and_colour_mode_is_taken(kind: str, mode: str) -> None:
    image = Image.linear_gradient("L").convert("L" if mode == "I;16" else mode)
    out = BytesIO()
    (image.convert("I;16").point(lambda v: v * 256) if mode == "I;16" else image).save(out, kind)

    result = opened(prepare(out.getvalue()).renditions[256]).convert("L")
    dark, light = result.getpixel((128, 8)), result.getpixel((128, 247))
    assert isinstance(dark, int)
    assert isinstance(light, int)
    assert dark < 40
    assert light > 215


@pytest.mark.parametrize(
    ("orientation", "blue"),
    [(1, (0.1, 0.5)), (2, (0.9, 0.5)), (3, (0.9, 0.5)), (4, (0.1, 0.5)),
     (5, (0.5, 0.1)), (6, (0.5, 0.1)), (7, (0.5, 0.9)), (8, (0.5, 0.9))],
)  # fmt: skip
def test_a_photo_is_turned_upright(orientation: int, blue: tuple[float, float]) -> None:
    prepared = prepare(turned(orientation, (800, 600)))

    sideways = orientation >= 5
    assert (prepared.width, prepared.height) == ((600, 800) if sideways else (800, 600))
    assert is_blue(opened(prepared.renditions[prepared.width]), blue)


def test_a_tall_photo_of_a_phone_keeps_its_full_width() -> None:
    prepared = prepare(turned(6, (4000, 3000)))

    assert (prepared.width, prepared.height) == (1280, 1707)


def test_where_and_with_what_a_photo_was_taken_is_forgotten() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 17.0)})
    data = picture(exif=exif, comment=b"Secret comment")
    assert b"Secret Camera" in data
    assert Image.open(BytesIO(data)).getexif().get_ifd(0x8825)

    for kept in (*prepare(data).renditions.values(), photo_for_contact(data)):
        assert b"Secret" not in kept
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(opened(kept).info)


@pytest.mark.parametrize("space", ["sRGB", "LAB", None])
def test_a_colour_profile_is_applied_or_ignored_but_never_breaks_a_picture(
    space: Literal["sRGB", "LAB"] | None,
) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile(space)).tobytes() if space else b"?"
    kept = opened(prepare(picture(icc_profile=profile)).renditions[800])

    assert is_blue(kept, (0.1, 0.5))
    assert not is_blue(kept, (0.9, 0.5))


def test_what_was_transparent_stays_transparent() -> None:
    out = BytesIO()
    Image.new("RGBA", (400, 400), (255, 0, 0, 0)).save(out, "PNG")

    kept = opened(prepare(out.getvalue()).renditions[400])
    assert kept.mode == "RGBA"
    assert kept.getchannel("A").getextrema() == (0, 0)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_an_animation_the_first_frame_is_kept(kind: str) -> None:
    frames = [Image.new("RGB", (300, 200), colour) for colour in ("blue", "red", "green")]
    out = BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:])

    kept = opened(prepare(out.getvalue()).renditions[300])
    assert is_blue(kept, (0.5, 0.5))
    assert not getattr(kept, "is_animated", False)


def test_the_same_picture_has_the_same_name_and_another_picture_another() -> None:
    assert prepare(picture()).digest == prepare(picture()).digest
    assert prepare(picture()).digest != prepare(picture((800, 601))).digest
    assert len(prepare(picture()).digest) == 32
