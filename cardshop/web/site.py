"""The settings and the public address, for views."""

from __future__ import annotations

from typing import cast

from flask import current_app

from cardshop.config import Settings


def settings() -> Settings:
    """The settings of the running application."""
    return cast(Settings, current_app.extensions["cardshop.settings"])


def base_url() -> str:
    """The public address without a slash at the end."""
    return settings().base_url


def absolute(path: str) -> str:
    """A path as the world reaches it; never taken from a Host header."""
    return f"{base_url()}{path}"
