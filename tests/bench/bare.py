"""The baseline: a Flask application of one route that returns ready bytes."""

from __future__ import annotations

import os
from pathlib import Path

from flask import Flask, Response

BODY = Path(os.environ["BENCH_BODY"]).read_bytes()
app = Flask("bare", static_folder=None)


@app.get("/bytes")
def ready_bytes() -> Response:
    """What a cached page would be, if Flask answered it."""
    return Response(BODY, content_type="text/html; charset=utf-8")
