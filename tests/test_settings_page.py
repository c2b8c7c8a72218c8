"""The page of settings tells of every one, with the defaults that they have."""

from __future__ import annotations

import re
from pathlib import Path

from cardshop import config

PAGE = Path(__file__).resolve().parent.parent / "docs" / "settings.md"


def test_every_setting_is_documented() -> None:
    page = PAGE.read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(CARDSHOP_\w+)` \|", page, flags=re.MULTILINE)

    assert rows == [name for name in rows if name in config.names()]
    assert set(rows) == set(config.names())


def test_the_documented_defaults_are_the_real_ones(tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    shown = dict(re.findall(r"^\| `(CARDSHOP_\w+)` \| `([^`]+)`", page, flags=re.MULTILINE))
    settings = config.read(tmp_path, {})

    for name in (
        "BASE_URL",
        "LIMIT_SIGNIN",
        "LIMIT_PUBLIC",
        "LIMIT_API",
        "TRUSTED_PROXIES",
        "SIGNUP",
    ):
        assert shown[f"CARDSHOP_{name}"] == str(getattr(settings, name.lower()))
