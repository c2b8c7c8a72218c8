"""Rate limits: how often the same visitor, account or program may ask.

The counts are kept in Redis when there is one, else in each process; when Redis is away each
process counts for itself.
"""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from flask import Flask, Response, request

from cardshop.config import Settings
from cardshop.extensions import limiter
from cardshop.lib import clock
from cardshop.lib.ids import hash_token
from cardshop.web import site

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def init_app(app: Flask, settings: Settings) -> None:
    """Count where the settings say, and tell who is refused when to come back."""
    app.config.update(
        RATELIMIT_STORAGE_URI=settings.redis_url or "memory://",
        RATELIMIT_STORAGE_OPTIONS=_PATIENCE if settings.redis_url else {},
        RATELIMIT_KEY_PREFIX="cardshop",
        RATELIMIT_IN_MEMORY_FALLBACK_ENABLED=bool(settings.redis_url),
        RATELIMIT_HEADERS_ENABLED=False,
    )
    limiter.init_app(app)
    app.after_request(_with_retry_after)


def visitor() -> str:
    """The visitor's address. Of IPv6 the network: one home has more addresses than we can count."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return "nobody"
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address, 64), strict=False))
    return str(address)


def account() -> str:
    """The account that somebody tries to sign in to, whether it exists or not."""
    return f"account {hash_token(request.form.get('email', '').strip().lower())}"


def token() -> str:
    """The program's token, or the visitor's address when it has none."""
    given = request.headers.get("Authorization", "")
    return f"token {hash_token(given)}" if given else visitor()


def signing_in(view: Callable[..., Any]) -> Callable[..., Any]:
    """Bound the tries to sign in, for each address and for each account."""
    for key in (visitor, account):
        view = _posts(lambda: site.settings().limit_signin, key)(view)
    return view


def public_form(view: Callable[..., Any]) -> Callable[..., Any]:
    """Bound what strangers may send, for each address: everything that writes rows or letters."""
    return _posts(lambda: site.settings().limit_public, visitor)(view)


def orders(shop_at: Callable[[str], object]) -> Decorator:
    """Bound the orders of each address with each business, on pages and in the API together.

    `shop_at` says which business the address `slug` of the route leads to.
    """
    return _with_business("orders", shop_at)


def bookings(business_at: Callable[[str], object]) -> Decorator:
    """The same for bookings."""
    return _with_business("bookings", business_at)


def programs(blueprint: Any, *, public: str) -> None:
    """Bound the requests of each token to everything in a blueprint.

    A visitor whose tokens open nothing, or who needs none below the path `public`, is counted as
    such: an invented token is no way round.
    """

    def caller() -> str:
        return visitor() if request.path.startswith(public) else token()

    for key, counts in ((caller, None), (_stranger, _opened_nothing)):
        limiter.limit(lambda: site.settings().limit_api, key_func=key, deduct_when=counts)(
            blueprint
        )


def _stranger() -> str:
    return f"stranger {visitor()}"


def _opened_nothing(response: Response) -> bool:
    return response.status_code == 401


_PATIENCE = {"socket_connect_timeout": 1, "socket_timeout": 1}


def _with_business(scope: str, business_at: Callable[[str], object]) -> Decorator:
    def key() -> str:
        slug = (request.view_args or {}).get("slug", "")
        return f"{visitor()} with {business_at(slug)}"

    return limiter.shared_limit(
        lambda: site.settings().limit_public, scope=scope, key_func=key, methods=["POST"]
    )


def _posts(limit: Callable[[], str], key: Callable[[], str]) -> Decorator:
    return limiter.limit(limit, key_func=key, methods=["POST"])


def _with_retry_after(response: Response) -> Response:
    broken = limiter.current_limit
    if response.status_code == 429 and broken is not None:
        seconds = int(broken.reset_at - clock.now().timestamp())
        response.headers.setdefault("Retry-After", str(max(seconds, 1)))
    return response
