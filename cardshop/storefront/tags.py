"""The sticker that brought somebody: remembered from the scan to the order, and no longer."""

from __future__ import annotations

import re

from flask import Response, request

COOKIE = "cardshop_tag"
# Long enough for a meal at the table whose code was scanned.
SECONDS = 4 * 3600
_CODE = re.compile("[0-9a-z]{8}")


def remember(response: Response, code: str) -> None:
    """Let the browser bring the code along, to no other site and not for long."""
    response.set_cookie(
        COOKIE, code, max_age=SECONDS, httponly=True, samesite="Lax", secure=request.is_secure
    )


def remembered() -> str:
    """The code that was scanned last, or nothing. It may be anybody's: look it up."""
    code = request.cookies.get(COOKIE, "")
    return code if _CODE.fullmatch(code) else ""
