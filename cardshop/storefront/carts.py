"""The customer's cart in a signed cookie of each business: ids and quantities, nothing else."""

from __future__ import annotations

from flask import request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from cardshop.orders.domain.cart import Cart, CartFull
from cardshop.web.site import settings

SECONDS = 30 * 24 * 3600
# Readable by scripts: says that there is some cart, so that pages ask for a bar only then.
MARKER = "carts"
# Browsers keep 4,096 bytes of a cookie, its name and attributes among them.
_LARGEST = 3600


def of(business_id: int) -> Cart:
    """The visitor's cart at a business; empty when there is none, or it was not written by us."""
    try:
        return Cart.of_json(_serializer(business_id).loads(request.cookies[_name(business_id)]))
    except (KeyError, BadSignature):
        return Cart()


def keep(response: Response, business_id: int, cart: Cart) -> None:
    """Let the browser keep the cart. Raises CartFull for one that no cookie holds."""
    if not cart.lines:
        _forget(response, business_id)
        return
    value = _serializer(business_id).dumps(cart.as_json())
    if len(value) > _LARGEST:
        raise CartFull
    _set(response, _name(business_id), str(value), httponly=True)
    _set(response, MARKER, "1", httponly=False)


def _forget(response: Response, business_id: int) -> None:
    response.delete_cookie(_name(business_id))
    others = (name for name in request.cookies if name.startswith("cart_"))
    if all(name == _name(business_id) for name in others):
        response.delete_cookie(MARKER)


def _set(response: Response, name: str, value: str, *, httponly: bool) -> None:
    response.set_cookie(
        name,
        value,
        max_age=SECONDS,
        httponly=httponly,
        samesite="Lax",
        secure=settings().is_https,
    )


def _name(business_id: int) -> str:
    return f"cart_{business_id}"


def _serializer(business_id: int) -> URLSafeSerializer:
    return URLSafeSerializer(settings().secret_key, salt=f"cart of {business_id}")
