"""The application object that servers and the `flask` command load."""

from __future__ import annotations

import sys

from cardshop.app import create_app
from cardshop.config import SettingsError

try:
    app = create_app()
except SettingsError as mistakes:
    sys.exit(str(mistakes))
