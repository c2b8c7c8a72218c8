"""Pictures as browsers fetch them: each under a name that never changes its content."""

from __future__ import annotations

from flask import Blueprint, Response, request

from cardshop.lib.errors import NotFound
from cardshop.media import names
from cardshop.media.stores import of_app
from cardshop.web.guards import everyone

bp = Blueprint("media", __name__, url_prefix="/media")

# A picture that is opened alone stands in a page of the browser's own, which has inline styles.
_ALONE = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"


@bp.get("/<name>")
@everyone
def picture(name: str) -> Response:
    """One rendition, to be kept for ever."""
    data = of_app.current().get(name) if names.FILE.fullmatch(name) else None
    if data is None:
        raise NotFound
    answer = Response(data, mimetype="image/webp")
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    answer.headers["Content-Security-Policy"] = _ALONE
    answer.set_etag(name.removesuffix(".webp"))
    answer.make_conditional(request)
    return answer
