"""What becomes of a picture that someone uploads: WebP in the widths that pages use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageOps

from cardshop.media.domain.opening import open_upright

# Domain rules, section 10.
WIDTHS = (160, 320, 640, 1280)
WEBP_QUALITY = 80
# Domain rules, section 3: what every address book takes.
CONTACT_SIDE, CONTACT_BYTES = 320, 48_000
# Tried in order until the photo is small enough; the last fits even pure noise.
_CONTACT_TRIES = ((320, 85), (320, 75), (320, 60), (240, 60), (160, 60), (96, 50))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture ready to be kept.

    `renditions` holds WebP files by their width in pixels, smallest first; `width` and `height`
    are those of the largest; `digest` (32 hex digits) names exactly these bytes.
    """

    width: int
    height: int
    renditions: Mapping[int, bytes]
    digest: str


def prepare(data: bytes) -> Prepared:
    """A JPEG, PNG, WebP or GIF (its first frame) as WebP in up to four widths, never enlarged.

    Upright, in sRGB, without metadata. Raises PictureTooLarge (12 MB), PictureTooManyPixels
    (50 megapixels, told from the header), PictureTooLong, PictureBroken and NotAPicture. Takes
    up to half a second and 500 MB, so it belongs in a bounded pool.
    """
    image = open_upright(data, WIDTHS[-1])
    narrower = [width for width in WIDTHS if width < image.width]
    renditions = {width: _webp(_at_width(image, width)) for width in (*narrower, image.width)}
    return Prepared(
        width=image.width,
        height=image.height,
        renditions=renditions,
        digest=sha256(b"".join(renditions.values())).hexdigest()[:32],
    )


def photo_for_contact(data: bytes) -> bytes:
    """The middle square as a JPEG of at most 320 x 320 pixels and 48 kB, on white, for a vCard.

    Raises what `prepare` raises.
    """
    image = open_upright(data, WIDTHS[-1])
    flat = Image.new("RGB", image.size, "white")
    flat.paste(image, mask=image if image.mode == "RGBA" else None)
    tries = (_jpeg(_square(flat, side), quality) for side, quality in _CONTACT_TRIES)
    return next(photo for photo in tries if len(photo) <= CONTACT_BYTES)


def jpeg_of(data: bytes) -> bytes:
    """A picture as a JPEG of its own size, on white, for those who take no WebP.

    Raises what `prepare` raises.
    """
    image = open_upright(data, WIDTHS[-1])
    flat = Image.new("RGB", image.size, "white")
    flat.paste(image, mask=image if image.mode == "RGBA" else None)
    return _jpeg(flat, WEBP_QUALITY + 6)


def _at_width(image: Image.Image, width: int) -> Image.Image:
    if width == image.width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _webp(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "WEBP", quality=WEBP_QUALITY, method=4)
    return out.getvalue()


def _square(image: Image.Image, side: int) -> Image.Image:
    side = min(side, *image.size)
    return ImageOps.fit(image, (side, side), Image.Resampling.LANCZOS)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
