"""A row's key in an address: `<key:product_id>`."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import BaseConverter, ValidationError

from cardshop.lib.typed import LARGEST_KEY


class KeyConverter(BaseConverter):
    """What no database could hold is simply not there."""

    regex = "[1-9][0-9]{0,9}"

    def to_python(self, value: str) -> int:
        """The number."""
        if int(value) > LARGEST_KEY:
            raise ValidationError
        return int(value)


def init_app(app: Flask) -> None:
    """Let addresses hold keys."""
    app.url_map.converters["key"] = KeyConverter
