"""How long somebody who failed must wait: nothing at first, then twice as long each time."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from cardshop.lib.errors import Refusal

LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)
# Failures that cost nothing. An address may be shared by a whole office.
PATIENCE_WITH_ACCOUNT, PATIENCE_WITH_ADDRESS = 4, 19


class TooManyTries(Refusal):
    """Too many tries. Wait a little, then try again."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__()
        self.wait = wait

    @property
    def seconds(self) -> int:
        """Whole seconds to wait, at least one."""
        return max(1, -int(-self.wait.total_seconds() // 1))


@dataclass(frozen=True, slots=True)
class Failures:
    """What is remembered of one account or one address."""

    count: int
    last_at: datetime
    blocked_until: datetime


def wait_after(count: int, patience: int = PATIENCE_WITH_ACCOUNT) -> timedelta:
    """The wait that the `count`-th failure brings: 2, 4, 8 ... seconds once patience is used up."""
    beyond = count - patience
    return min(timedelta(seconds=2 ** min(beyond, 20)), LONGEST_WAIT) if beyond > 0 else timedelta()


def wait_left(known: Failures | None, at: datetime) -> timedelta:
    """How long is still to wait; nothing when it is free to try."""
    return max(known.blocked_until - at, timedelta()) if known else timedelta()


def after_failure(known: Failures | None, at: datetime, patience: int) -> Failures:
    """What is remembered after one more failure."""
    fresh = known is None or at - known.last_at >= FORGOTTEN_AFTER
    count = 1 if known is None or fresh else known.count + 1
    return Failures(count, at, at + wait_after(count, patience))


def network_of(address: str) -> str:
    """Who is counted for an IP address: itself, or its /64, of which a person has all of IPv6's."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is None:
        return str(ipaddress.ip_network((found, 64), strict=False))
    return address
