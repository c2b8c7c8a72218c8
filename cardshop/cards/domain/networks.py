"""From what people paste or type to the network, the address and the handle that they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import unquote

from cardshop.cards.domain import app_links, hostnames, web_address
from cardshop.cards.domain.hostnames import LinkInvalid
from cardshop.cards.domain.network_hosts import handle_of, owner_of, plain_host
from cardshop.cards.domain.network_table import MASTODON, NETWORKS, WEBSITE, Network
from cardshop.cards.domain.web_address import WebAddress
from cardshop.lib import phones

# Parts of a query that mean something elsewhere, but on networks only follow people.
_FOLLOWING = frozenset(
    (
        "si", "feature", "ref", "trk", "hl", "lang", "originalSubdomain", "_rdr", "_r", "_t", "ved",
        "is_from_webapp", "sender_device", "rdid", "share_url", "nd", "context",
    )
)  # fmt: skip

_FEDERATED = re.compile(r"@?(\w{1,64})@([^@/?#:]+)", re.ASCII)
_LONGEST_SHOWN = 40


class NetworkUnknown(LinkInvalid):
    """Choose a network from the list, or "website"."""


class NetworkUnclear(LinkInvalid):
    """Choose the network, or paste the whole link, like instagram.com/yourname."""


class LinkElsewhere(LinkInvalid):
    """This link leads to another network than the chosen one."""


class LinkIncomplete(LinkInvalid):
    """This link leads to the network's front page. Add your name after it."""


class HandleInvalid(LinkInvalid):
    """Enter your name on the network as it is written there, or paste the whole link."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a text means: a key of NETWORKS, an http(s) address, a handle or ""."""

    network: str
    url: str
    handle: str = ""


def recognise(text: str, network: str | None = None) -> Recognised:
    """The link that `text` means, an address or a handle on the chosen network.

    Addresses may lack their scheme; networks' addresses come out one way (https, no `www.`, no
    trackers) and read again as themselves. Without a chosen network an unknown host is a "website".
    Raises LinkInvalid or one of its kinds, each a sentence for the person who typed.
    """
    chosen = _chosen(network)
    federated = _FEDERATED.fullmatch(text.strip())
    if federated and (chosen is MASTODON or (chosen is None and text.strip().startswith("@"))):
        return _on_mastodon(*federated.groups())
    if chosen and _is_handle(text, chosen):
        return _profile(_handle(text, chosen), chosen)
    if chosen is None and re.fullmatch(r"\s*@.*|[^./:]*", text, re.DOTALL):
        raise NetworkUnclear
    return _linked(web_address.parse(app_links.to_web(web_address.tidy(text))), chosen)


def display_text(url: str) -> str:
    """An address as a person would write it: no scheme, no `www.`, its own alphabet, short."""
    try:
        address = web_address.parse(url)
    except LinkInvalid:
        return url
    path = unquote(address.path).rstrip("/")
    readable = path if path.isprintable() and " " not in path else address.path
    shown = hostnames.shown(address.host).removeprefix("www.") + readable
    return shown if len(shown) <= _LONGEST_SHOWN else shown[: _LONGEST_SHOWN - 1] + "…"


def _chosen(key: str | None) -> Network | None:
    if key is not None and key not in NETWORKS:
        raise NetworkUnknown
    return NETWORKS[key] if key is not None else None


def _on_mastodon(name: str, server: str) -> Recognised:
    host = hostnames.check(server)
    return Recognised(MASTODON.key, f"https://{host}/@{name}", f"@{name}@{host}")


def _is_handle(text: str, network: Network) -> bool:
    """True for a text that can only be a handle: no slash, and no host of the network's own."""
    if network is WEBSITE or re.search(r"/|^[a-z]+:", text):
        return False
    if "." not in text or text.strip().startswith("@"):
        return True
    return bool(network.shapes) and not network.anywhere and not _is_on(text, network)


def _is_on(text: str, network: Network) -> bool:
    try:
        return owner_of(web_address.parse(text)) is network
    except LinkInvalid:
        return False


def _handle(text: str, network: Network) -> str:
    if not network.shapes:
        raise HandleInvalid("Paste the whole link to your %(network)s page.", network=network.name)
    if network.by_phone:
        return phones.read(re.sub(r"^\s*(?:\+|00)?", "+", text)).removeprefix("+")
    handle = text.strip().lstrip("@")
    if not re.fullmatch(network.handle, handle, re.ASCII):
        raise HandleInvalid(
            "Enter your name on %(network)s, or paste the whole link.", network=network.name
        )
    return handle


def _profile(handle: str, network: Network) -> Recognised:
    if network.completed and "." not in handle:
        handle += network.completed
    address = web_address.parse(network.shapes[0].format(handle))
    if plain_host(address.host) != address.host:
        raise HandleInvalid
    return Recognised(network.key, address.url, handle_of(address, network))


def _linked(address: WebAddress, chosen: Network | None) -> Recognised:
    if chosen is WEBSITE:
        return Recognised(WEBSITE.key, address.url)
    found = owner_of(address)
    if chosen is None:
        has_more = address.has_more or _names_profile(address, found)
        network = found if found and has_more else WEBSITE
    else:
        network = _agreed(address, found, chosen)
    return _on_network(address, network) if network is not WEBSITE else _on_website(address)


def _agreed(address: WebAddress, found: Network | None, chosen: Network) -> Network:
    if found is not chosen and not (found is None and chosen.anywhere):
        raise LinkElsewhere("This link does not lead to %(network)s.", network=chosen.name)
    if not (address.has_more or chosen.anywhere or _names_profile(address, found)):
        raise LinkIncomplete
    return chosen


def _names_profile(address: WebAddress, network: Network | None) -> bool:
    plain = replace(address, host=plain_host(address.host))
    return network is not None and bool(handle_of(plain, network))


def _on_website(address: WebAddress) -> Recognised:
    return Recognised(WEBSITE.key, address.url)


def _on_network(address: WebAddress, network: Network) -> Recognised:
    host = plain_host(address.host) if owner_of(address) else address.host
    secure = replace(address, scheme="https", port="", host=host)
    handle = handle_of(secure, network)
    if handle:
        profile = _profile(handle, network)
        kept = secure.keeping(network.keeps).query
        return replace(
            profile, url="?".join((profile.url, "&".join(kept))) if kept else profile.url
        )
    tidy = secure.dropping(tuple(_FOLLOWING.difference(network.keeps)))
    tidy = replace(tidy, path=tidy.path.rstrip("/"))
    return Recognised(network.key, tidy.url, _federated_handle(tidy, network))


def _federated_handle(address: WebAddress, network: Network) -> str:
    named = re.fullmatch(r"/@(\w{1,64})", address.path, re.ASCII)
    return f"@{named[1]}@{address.host}" if named and network is MASTODON else ""
