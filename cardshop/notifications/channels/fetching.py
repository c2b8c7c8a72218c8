"""The one way to ask a server whose address somebody typed: guarded, pinned, bounded."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import SplitResult, urljoin, urlsplit

import requests
from requests_hardened.ip_filter import InvalidIPAddress

from cardshop.lib.errors import Invalid
from cardshop.notifications.channels.pinning import Pinned, Watch, deadline, is_public

__all__ = ["Answered", "FetchRefused", "Fetcher", "Question", "is_public"]

AGENT = "cardshop (picture import)"
_CHUNK = 64 * 1024
_REDIRECTS = (301, 302, 303, 307, 308)
_PORTS = {"http": 80, "https": 443}
_LONGEST_ADDRESS = 2000


class FetchRefused(Invalid):
    """This address could not be read."""

    # Whether there was a connection, so that the server may have heard the question.
    was_connected = False


class AddressNotFetchable(FetchRefused):
    """Give a web address that starts with https:// and that everyone can open."""


class AddressPrivate(FetchRefused):
    """This address leads into a private network. Give one that everyone can open."""


class NotReached(FetchRefused):
    """The server of this address cannot be reached. Check the address."""


class AnsweredWith(FetchRefused):
    """The server answered with error %(status)s. Check the address."""


class TooManyRedirects(FetchRefused):
    """This address leads on and on. Give the address where it ends."""


class LeadsElsewhere(FetchRefused):
    """This address leads to another server, which must not learn the password. Give its address."""


class SentCompressed(FetchRefused):
    """The server sent the file compressed, though it was not asked to."""


class FileTooLarge(FetchRefused):
    """This file is larger than %(megabytes)s MB. Make it smaller."""


class TooSlow(FetchRefused):
    """The server took too long. Try again later."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a server is asked. `credentials` are a user and a password, for this server alone."""

    address: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    credentials: tuple[str, str] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Answered:
    """What it answered: names of headers in any case, a body only with success."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    # Where it was found, behind all redirects.
    address: str


@dataclass(frozen=True, slots=True)
class Fetcher:
    """How far a fetch may go. `allow_loopback` and plain ports are for tests."""

    longest: int = 12 * 1024 * 1024
    seconds: float = 15.0
    redirects: int = 3
    ports: frozenset[int] = frozenset({80, 443})
    schemes: frozenset[str] = frozenset({"http", "https"})
    agent: str = AGENT
    allow_loopback: bool = False

    def fetch(self, address: str) -> bytes:
        """The bytes behind an address. Raises a FetchRefused that says why not."""
        answer = self.ask(Question(address))
        if answer.status != 200:
            raise AnsweredWith(status=answer.status)
        return answer.body

    def ask(self, question: Question) -> Answered:
        """The answer to a question, whatever its status. Raises a FetchRefused that says why not.

        Every hop is judged again, after resolving, and the connection goes to the judged address.
        No cookie, proxy, password file or referrer of this machine takes part.
        """
        with deadline(self.seconds) as watch, requests.Session() as session:
            session.trust_env = False
            for scheme in ("http", "https"):
                session.mount(f"{scheme}://", Pinned(scheme, watch, loopback=self.allow_loopback))
            try:
                answer = self._follow(session, question)
            except (requests.RequestException, OSError, ValueError) as fault:
                raise _connected(_understood(fault, watch), watch) from fault
            # Without a length a connection that was cut looks like the end of the file.
            if watch.is_over:
                raise _connected(TooSlow(), watch)
            return answer

    def _follow(self, session: requests.Session, question: Question) -> Answered:
        for _ in range(self.redirects + 1):
            self._check(question.address)
            with session.request(
                question.method,
                question.address,
                data=question.body or None,
                allow_redirects=False,
                stream=True,
                timeout=(4, 8),
                headers=self._headers(question),
            ) as answer:
                if answer.status_code not in _REDIRECTS:
                    body = self._body(answer)
                    return Answered(answer.status_code, answer.headers, body, question.address)
                question = _led_on(question, answer.headers.get("Location", ""))
        raise TooManyRedirects

    def _headers(self, question: Question) -> dict[str, str]:
        own = {"User-Agent": self.agent, "Accept-Encoding": "identity"}
        if question.credentials:
            plain = ":".join(question.credentials).encode()
            own["Authorization"] = f"Basic {base64.b64encode(plain).decode()}"
        return {**question.headers, **own}

    def _check(self, address: str) -> None:
        try:
            parts = urlsplit(address)
            port = _port(parts)
        except (ValueError, KeyError):
            raise AddressNotFetchable from None
        is_odd = not parts.hostname or parts.username is not None or port not in self.ports
        if is_odd or parts.scheme not in self.schemes or len(address) > _LONGEST_ADDRESS:
            raise AddressNotFetchable

    def _body(self, answer: requests.Response) -> bytes:
        if not 200 <= answer.status_code < 300:
            return b""
        if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise SentCompressed
        held = bytearray()
        for chunk in answer.iter_content(_CHUNK):
            held += chunk
            if len(held) > self.longest:
                raise FileTooLarge(megabytes=self.longest // 2**20)
        return bytes(held)


def is_same_server(one: str, other: str) -> bool:
    """Whether two addresses are of one server: scheme, host and port."""
    return _server(urlsplit(one)) == _server(urlsplit(other))


def _server(parts: SplitResult) -> tuple[str, str, int]:
    return parts.scheme, parts.hostname or "", _port(parts)


def _port(parts: SplitResult) -> int:
    return parts.port or _PORTS[parts.scheme]


def _led_on(question: Question, location: str) -> Question:
    """The same question at another address. Raises LeadsElsewhere rather than tell a password."""
    address = urljoin(question.address, location)
    try:
        stays = is_same_server(question.address, address)
    except (ValueError, KeyError):
        raise AddressNotFetchable from None
    if question.credentials and not stays:
        raise LeadsElsewhere
    return replace(question, address=address)


def _connected(refusal: FetchRefused, watch: Watch) -> FetchRefused:
    refusal.was_connected = watch.was_open
    return refusal


def _understood(fault: Exception, watch: Watch) -> FetchRefused:
    if watch.is_over or isinstance(fault, requests.Timeout):
        return TooSlow()
    if isinstance(fault, InvalidIPAddress):
        return AddressPrivate()
    odd = (requests.exceptions.InvalidURL, requests.exceptions.MissingSchema, UnicodeError)
    return AddressNotFetchable() if isinstance(fault, odd) else NotReached()
