"""Which network an address belongs to, and which handle it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cardshop.cards.domain.network_table import MASTODON, MASTODON_SERVERS, NETWORKS, Network
from cardshop.cards.domain.web_address import WebAddress

# What phones, desktops and countries put before a network's own host.
_FRONTS = frozenset(("www", "m", "mobile", "web", "touch", "mbasic", "en-gb"))
_LANGUAGE_FRONT = re.compile(r"[a-z]{2}(?:-[a-z]{2})?\.")
_COUNTRY = re.compile(r"([a-z0-9.-]+?)\.(?:com|[a-z]{2}|co\.[a-z]{2}|com\.[a-z]{2})")


def owner_of(address: WebAddress) -> Network | None:
    """The network whose host this is; a host of the same ending with another name is not."""
    if plain_host(address.host) in MASTODON_SERVERS:
        return MASTODON
    for host in _endings(address.host):
        for prefix, network in _INDEX.get(host, ()):
            if address.path.startswith(prefix):
                return network
    return None


def plain_host(host: str) -> str:
    """The host without `www.`, `m.` and their like before a network's own name."""
    front, _, rest = host.partition(".")
    while front in _FRONTS and host not in _INDEX and "." in rest:
        host = rest
        front, _, rest = host.partition(".")
    return host


def handle_of(address: WebAddress, network: Network) -> str:
    """The handle that an address of the network names; empty when it names something else."""
    tail = address.path.rstrip("/")
    hosts = (address.host, _LANGUAGE_FRONT.sub("", address.host, count=1))
    for shape in _SHAPES[network.key]:
        for host in hosts:
            named = shape.fullmatch(host + tail)
            if named:
                return named[1]
    return ""


def _endings(host: str) -> Iterator[str]:
    """The host, then what remains as its front words fall away, each also without its country."""
    while "." in host:
        yield host
        country = _COUNTRY.fullmatch(host)
        if country:
            yield f"{country[1]}.*"
        host = host.partition(".")[2]


def _places(network: Network) -> Iterator[tuple[str, str]]:
    """Hosts and path beginnings of a network: its shapes' hosts and its further ones."""
    for shape in network.shapes:
        yield shape.partition("/")[0].removeprefix("{}."), ""
    for place in network.hosts:
        host, slash, path = place.partition("/")
        yield host, slash + path


def _index() -> dict[str, list[tuple[str, Network]]]:
    index: dict[str, list[tuple[str, Network]]] = {}
    for network in NETWORKS.values():
        for host, prefix in _places(network):
            index.setdefault(host, []).append((prefix, network))
    return index


def _pattern(shape: str, network: Network) -> re.Pattern[str]:
    before, after = shape.split("{}")
    return re.compile(f"{re.escape(before)}({network.handle}){re.escape(after)}", re.ASCII)


_INDEX = _index()
_SHAPES = {
    network.key: [_pattern(shape, network) for shape in network.shapes]
    for network in NETWORKS.values()
}
