"""`/media`: pictures for the cards."""

from __future__ import annotations

from typing import Any

from cardshop.api.answers import Answer
from cardshop.api.blueprint import api
from cardshop.api.bodies import MEGABYTE, Upload
from cardshop.api.operation import Call, Operation
from cardshop.api.v1.shape import Shape, Uri
from cardshop.media import operations, queries
from cardshop.media.queries import Shown
from cardshop.web.guards import program
from cardshop.web.site import absolute

LARGEST_PICTURE = 12 * MEGABYTE
# How wide the picture behind `url` is, when it is as wide.
WIDTH = 1280
EXAMPLE = {
    "id": 5,
    "url": "https://cards.example/media/3f786850e387550f-1280.webp",
    "width": 1600,
    "height": 1200,
    "alt": "Sourdough loaves on a shelf",
}


class PictureShape(Shape):
    """A picture: its own size, and where a copy of at most 1280 pixels is."""

    id: int
    url: Uri
    width: int
    height: int
    alt: str


def picture_as_json(picture: Shown) -> dict[str, Any]:
    """The picture in the shape of http.md."""
    return {
        "id": picture.id,
        "url": absolute(picture.url(WIDTH)),
        "width": picture.width,
        "height": picture.height,
        "alt": picture.alt,
    }


@api.post("/media")
@program
@Operation(
    summary="Upload a picture",
    about="JPEG, PNG, WebP or GIF, at most 12 MB and 50 megapixels. It is turned upright, and "
    "what the camera wrote about place and time is taken off. `alt` says what it shows. "
    "The same picture again is the one there is.",
    group="Pictures",
    reads=Upload(LARGEST_PICTURE, operations.prepare, {"alt": operations.LONGEST_ALT}),
    answer=PictureShape,
    answer_example=EXAMPLE,
    status=201,
    creates=True,
)
def upload_picture(call: Call) -> Answer:
    """Keep the picture."""
    stored = operations.store(
        business_id=call.business_id,
        data=call.body.file,
        alt=call.body.words["alt"],
        at=call.at,
    )
    found = queries.shown(call.business_id, [stored.id])
    return Answer(picture_as_json(found[stored.id]), 201)
