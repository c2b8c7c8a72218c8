"""`/metrics`: the outbox in Prometheus's text, for this machine or whoever has the token."""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping
from ipaddress import ip_address

from flask import Blueprint, Response, abort, request

from cardshop.lib import clock
from cardshop.notifications.models import Channel, MessageState
from cardshop.notifications.queries import depth
from cardshop.web import site
from cardshop.web.guards import program

bp = Blueprint("metrics", __name__)
# A proxy on this machine passes on what comes from elsewhere, and says so.
_OF_PROXIES = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")
_WAITING = (
    MessageState.QUEUED,
    MessageState.SENDING,
    MessageState.UNKNOWN,
    MessageState.HELD,
    MessageState.FAILED,
)


@bp.get("/metrics")
@program
def metrics() -> Response:
    """How many messages wait, for how long, and how many have left."""
    if not _may_read(site.settings().metrics_token):
        abort(404)
    text = "\n".join(_lines()) + "\n"
    return Response(text, content_type="text/plain; version=0.0.4; charset=utf-8")


def _may_read(token: str) -> bool:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token:
        return hmac.compare_digest(given.encode(), token.encode())
    return not any(name in request.headers for name in _OF_PROXIES) and _is_here()


def _is_here() -> bool:
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _lines() -> Iterator[str]:
    at, counts = clock.now(), depth.depth()
    states = {
        (channel.value, state.value): counts.get((channel, state), 0)
        for channel in Channel
        for state in MessageState
        if state in _WAITING or (channel, state) in counts
    }
    yield from _family("messages", "gauge", "Messages of the outbox by channel and state.")
    for (channel, state), count in states.items():
        yield f'cardshop_messages{{channel="{channel}",state="{state}"}} {count}'
    lag = {channel: late.total_seconds() for channel, late in depth.lag(at).items()}
    yield from _by_channel("outbox_lag_seconds", "How long the oldest has been due.", lag)
    sent = depth.sent_lately(at)
    yield from _by_channel("messages_sent_last_hour", "Messages that left within the hour.", sent)
    yield from _family("messages_written_total", "counter", "Messages ever written.")
    yield f"cardshop_messages_written_total {depth.written()}"


def _by_channel(name: str, words: str, values: Mapping[Channel, float]) -> Iterator[str]:
    yield from _family(name, "gauge", words)
    for channel in Channel:
        yield f'cardshop_{name}{{channel="{channel.value}"}} {values.get(channel, 0)}'


def _family(name: str, kind: str, words: str) -> Iterator[str]:
    yield f"# HELP cardshop_{name} {words}"
    yield f"# TYPE cardshop_{name} {kind}"
