"""The application object that servers and the `flask` command load."""

from __future__ import annotations

from cardshop.app import create_app

app = create_app()
