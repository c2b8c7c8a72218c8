"""Styles and behaviours: small files on disk, one hashed bundle each on the wire, no build step.

A bundle is made when the application starts. A style bundle is its files joined and squeezed; a
script bundle joins behaviour files (each `export default function name(element)`) and the loader
that calls them.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import brotli

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
_EXPORT = re.compile(r"export default function (\w+)")


@dataclass(frozen=True, slots=True)
class Asset:
    """Finished bytes under a name that changes with them."""

    name: str
    content_type: str
    identity: bytes
    gzip: bytes
    brotli: bytes

    @property
    def path(self) -> str:
        """Where it is served, for ever."""
        return f"/static/{self.name}"


@cache
def style(folder: str) -> Asset:
    """The style bundle of `static/<folder>/*.css`, in the order of the file names."""
    return _asset(f"{folder}.css", "text/css; charset=utf-8", css(folder))


@cache
def css(folder: str) -> str:
    """The squeezed text of a style bundle, for pages that carry it inside."""
    return _squeezed("\n".join(_sources(folder, "*.css")))


@cache
def script(folder: str) -> Asset:
    """The script bundle of `static/<folder>/*.js`: its behaviours and then the shared loader."""
    parts = [_EXPORT.sub(r"behaviors.\1 = function \1", text) for text in _sources(folder, "*.js")]
    loader = (STATIC / "web" / "loader.js").read_text(encoding="utf-8")
    text = "const behaviors = {}\n" + "\n".join(parts) + "\n" + loader
    return _asset(f"{folder}.js", "text/javascript; charset=utf-8", text)


@cache
def plain(folder: str, name: str) -> bytes:
    """A file as it stands, for what cannot be served under a name that changes."""
    return (STATIC / folder / name).read_bytes()


def all_assets() -> dict[str, Asset]:
    """Every bundle by its path, for the server's memory."""
    bundles = [
        *map(style, ("owner", "public", "poster")),
        *map(script, ("owner", "public", "shop", "book")),
    ]
    return {asset.path: asset for asset in bundles}


def _sources(folder: str, pattern: str) -> list[str]:
    return [file.read_text(encoding="utf-8") for file in sorted((STATIC / folder).glob(pattern))]


def _asset(name: str, content_type: str, text: str) -> Asset:
    data = text.encode()
    stem, _, suffix = name.rpartition(".")
    digest = hashlib.sha256(data).hexdigest()[:12]
    return Asset(
        f"{stem}-{digest}.{suffix}",
        content_type,
        data,
        gzip.compress(data, 9, mtime=0),
        brotli.compress(data, quality=11),
    )


def _squeezed(text: str) -> str:
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s*([{};,>])\s*", r"\1", text)
    return re.sub(r":\s+", ":", text).replace(";}", "}").strip()
