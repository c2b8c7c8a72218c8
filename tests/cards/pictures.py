"""Small pictures, and files that only pretend to be some."""

from __future__ import annotations

import io

from PIL import Image
from werkzeug.datastructures import FileStorage

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PRETENDERS = {
    "a web page": b"<!doctype html><script>alert(1)</script>",
    "a drawing that could carry scripts": SVG,
    "half a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "nothing": b"",
}


def png(colour: str = "red", size: tuple[int, int] = (40, 30)) -> bytes:
    """A picture of one colour."""
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    return file.getvalue()


def upload(data: bytes, name: str = "bread.png") -> FileStorage:
    """A file as a form sends it."""
    return FileStorage(io.BytesIO(data), filename=name, content_type="image/png")
