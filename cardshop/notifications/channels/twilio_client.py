"""Twilio's official client, with an end to every wait and an address that tests can choose."""

from __future__ import annotations

import logging
import time
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter
from twilio.http import HttpClient
from twilio.http.response import Response
from urllib3.exceptions import HTTPError

if TYPE_CHECKING:
    from twilio.rest import Client

CONNECT_SECONDS, TOTAL_SECONDS = 3.0, 10.0
LARGEST_ANSWER = 1024 * 1024
# The client writes what it sends into its log, numbers and all.
_SILENT = logging.getLogger("cardshop.twilio.silent")
_SILENT.disabled = True


class Refused(Exception):
    """An answer of 429 or 5xx, with the seconds that it asks to wait."""

    def __init__(self, status: int, retry_after: float | None) -> None:
        super().__init__(status)
        self.status = status
        self.retry_after = retry_after


class Unreached(Exception):
    """No connection was made, so nothing was sent."""


class Silent(Exception):
    """The request went out, and no answer came that makes sense."""


@lru_cache(maxsize=64)
def client(sid: str, token: str, api_base: str) -> Client:
    """The client of an account, kept: its connections are used again."""
    from twilio.rest import Client

    # An environment of its own: what the machine has for another program is not for us.
    return Client(sid, token, http_client=_Http(api_base), environment={"_": "_"})


class _Http(HttpClient):  # type: ignore[misc]
    """Requests for the official client.

    It has no option for another address, waits for ever, and keeps the headers to itself.
    """

    def __init__(self, api_base: str) -> None:
        super().__init__(_SILENT, is_async=False, timeout=TOTAL_SECONDS)
        self.base = urlsplit(api_base) if api_base else None
        self.session = requests.Session()
        self.session.trust_env = False
        for scheme in ("https://", "http://"):
            self.session.mount(scheme, HTTPAdapter(pool_maxsize=8))

    # The client's own signature: it passes most by position.
    def request(  # noqa: PLR0917
        self,
        method: str,
        uri: str,
        params: dict[str, object] | None = None,
        data: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ARG002 - the client's own waits are not ours
        allow_redirects: bool = False,  # noqa: FBT001, FBT002
    ) -> Response:
        """Send it, and read the answer while the time lasts."""
        deadline = time.monotonic() + TOTAL_SECONDS
        given: dict[str, Any] = {"params": params, "data": data, "headers": headers, "auth": auth}
        waits = (CONNECT_SECONDS, TOTAL_SECONDS - CONNECT_SECONDS)
        try:
            with self.session.request(
                method.upper(),
                self._address(uri),
                allow_redirects=allow_redirects,
                timeout=waits,
                stream=True,
                **given,
            ) as answer:
                return _read(answer, deadline)
        except requests.RequestException as fault:
            raise _understood(fault) from fault
        except (HTTPError, OSError) as fault:
            raise Silent from fault

    def _address(self, url: str) -> str:
        """Where it goes: the first label of the host becomes the first part of the path."""
        if self.base is None:
            return url
        parts = urlsplit(url)
        path = f"/{parts.netloc.split('.')[0]}{parts.path}"
        return urlunsplit((self.base.scheme, self.base.netloc, path, parts.query, ""))


def _read(answer: requests.Response, deadline: float) -> Response:
    body = bytearray()
    # As it drips in: whoever sends a byte a second must not keep a worker.
    while piece := answer.raw.read1(16 * 1024, decode_content=True):
        body += piece
        if len(body) > LARGEST_ANSWER or time.monotonic() > deadline:
            raise Silent
    if answer.status_code == 429 or answer.status_code >= 500:
        raise Refused(answer.status_code, _seconds(answer.headers.get("Retry-After", "")))
    return Response(answer.status_code, body.decode(errors="replace"), answer.headers)


def _seconds(retry_after: str) -> float | None:
    """The seconds that were asked for, an hour at most. Dates are not understood."""
    try:
        return min(max(float(retry_after), 0.0), 3600.0)
    except ValueError:
        return None


def _understood(fault: requests.RequestException) -> Exception:
    """Whether the request can have reached anybody."""
    if isinstance(fault, requests.ConnectTimeout | requests.exceptions.SSLError):
        return Unreached()
    reason = getattr(fault.args[0], "reason", None) if fault.args else None
    if type(reason).__name__ in ("NewConnectionError", "NameResolutionError"):
        return Unreached()
    return Silent()
