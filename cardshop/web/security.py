"""Headers, cookies, hosts and proxies: the same care for every answer."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable

from flask import Flask, Response, abort, g, request
from werkzeug.middleware.proxy_fix import ProxyFix

from cardshop.config import Settings

_COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


def init_app(app: Flask, settings: Settings) -> None:
    """Guard every request and dress every answer."""
    app.config.update(
        SESSION_COOKIE_NAME="cardshop",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_https,
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=settings.is_https,
        # A product with 100 variants and ten groups of extras sends some 1,900.
        MAX_FORM_PARTS=2000,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        MAX_CONTENT_LENGTH=13 * 1024 * 1024,
    )
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    if settings.is_https:
        app.before_request(_known_host_only(settings.host))
    app.after_request(_dressed)


def allow_styles(css: Iterable[str]) -> None:
    """Let this answer carry these inline styles, by hash: a nonce would make answers differ."""
    g.style_hashes = [*g.get("style_hashes", []), *(_hash(text) for text in css)]


def policy(style_hashes: Iterable[str] = ()) -> str:
    """The content security policy: nothing from elsewhere, no inline script."""
    styles = " ".join(["'self'", *style_hashes])
    return (
        f"default-src 'self'; style-src {styles}; script-src 'self'; img-src 'self' data:; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _known_host_only(host: str) -> Callable[[], None]:
    def check() -> None:
        # Health checks and measures come from loopback under any name.
        if request.host != host and request.path not in ("/healthz", "/readyz", "/metrics"):
            abort(400, "This site is not served under that name.")

    return check


def _dressed(response: Response) -> Response:
    for name, value in _COMMON.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", policy(g.get("style_hashes", [])))
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    return response
