"""What the card page costs when nothing is kept: CPU in this process, and statements."""

from __future__ import annotations

import gzip
import re
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from flask import Flask, Response
from sqlalchemy import event, insert, text

from cardshop.accounts.models import Business
from cardshop.cards.models import Card, SlugClaim
from cardshop.db import db, transaction
from cardshop.lib import clock, ids
from tests.support import apps

ASKED = 60
PATH = "/golden-crumb"


def wire_bytes(base: str, path: str) -> tuple[int, int]:
    """(gzipped bytes of page, styles and scripts, number of requests) of a first visit."""
    html = _gzipped(base + path)
    words = gzip.decompress(html).decode()
    linked = re.findall(r'<(?:script|link)[^>]*(?:src|href)="(/static/[^"]+\.(?:js|css))"', words)
    parts = [html, *(_gzipped(base + address) for address in linked)]
    return sum(len(part) for part in parts), len(parts)


def figures(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Cold page against a bare route, its statements, and its growth with the number of cards."""
    app = apps.build(f"sqlite:///{folder / 'site.db'}", folder)
    with app.app_context():
        ours, statements = _cpu(app, PATH, cold=True), _statements(app)
        ratio = ours / bare_cpu()
        yield "card page made anew, CPU against bare Flask", f"{ratio:.1f}x", "goal <= 20x"
        yield "statements of that page", str(statements), "goal <= 6"
        _add_cards(100_000)
        more = _cpu(app, PATH, cold=True)
        yield "the same among 100,000 cards", f"{more / ours:.2f}x", "goal <= 1.25x"
        db.session.remove()
        db.engine.dispose()


def _gzipped(url: str) -> bytes:
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        return bytes(answer.read())


def _cpu(app: Flask, path: str, *, cold: bool = False) -> float:
    """CPU seconds of one request, after a warm-up; cold ones come after a change."""
    client = app.test_client()
    spent = []
    for _ in range(ASKED):
        if cold:
            _change()
        before = time.process_time()
        answer = client.get(path)
        spent.append(time.process_time() - before)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")
    return sorted(spent)[ASKED // 2]


def bare_cpu() -> float:
    """CPU seconds of a bare Flask route that returns as many bytes as a page has."""
    bare = Flask("bare")
    body = b"x" * 40_000
    bare.add_url_rule("/bytes", view_func=lambda: Response(body), endpoint="bytes")
    return _cpu(bare, "/bytes")


def _change() -> None:
    with transaction() as session:
        session.execute(text("UPDATE businesses SET content_version = content_version + 1"))


def _statements(app: Flask) -> int:
    seen: list[str] = []

    def listen(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        if statement.startswith("SELECT"):
            seen.append(statement)

    _change()
    event.listen(db.engine, "before_cursor_execute", listen)
    app.test_client().get(PATH)
    event.remove(db.engine, "before_cursor_execute", listen)
    return len(seen)


def _add_cards(count: int) -> None:
    now = clock.now()
    business = db.session.query(Business).first()
    if business is None:
        raise RuntimeError("the demo is not loaded")
    key = business.id
    with transaction() as session:
        session.execute(insert(Card), [_card(key, n, now) for n in range(count)])
        claims = [
            {"slug": f"other-{n}", "business_id": key, "card_id": None, "claimed_at": now}
            for n in range(count)
        ]
        session.execute(insert(SlugClaim), claims)


def _card(business_id: int, number: int, now: object) -> dict[str, object]:
    return {
        "business_id": business_id,
        "slug": f"other-{number}",
        "published_at": now,
        "preview_token": ids.new_token(),
        "locale": "en",
        "display_name": "Another",
        "vcard_uid": str(number),
        "created_at": now,
        "updated_at": now,
    }
