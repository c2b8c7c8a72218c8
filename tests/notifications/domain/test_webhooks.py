"""What may be said of a webhook, how deliveries are signed, when one is given up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from cardshop.lib.errors import Invalid
from cardshop.notifications.domain import webhooks

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
KNOWN = "943eec96808cbbf031224237a9e8d0e460224906092bcdca24f746134d5199b1"


def test_an_address_is_kept_without_its_fragment() -> None:
    address = "https://shop.example:8443/cardshop?key=1"
    assert webhooks.check_address(f"{address}#here") == address


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("", webhooks.AddressMissing),
        ("http://shop.example/", webhooks.AddressNotSafe),
        ("file:///etc/passwd", webhooks.AddressNotSafe),
        ("https:///nowhere", webhooks.AddressNotSafe),
        ("https://[::1", webhooks.AddressNotSafe),
        ("https://shop.example:port/", webhooks.AddressNotSafe),
        ("https://shop.example/a b", webhooks.AddressNotSafe),
        ("https://shop.example\\@inside/", webhooks.AddressNotSafe),
        ("https://amina:secret@shop.example/", webhooks.AddressHoldsPassword),
        ("https://shop.example:22/", webhooks.PortNotAllowed),
    ],
)
def test_other_addresses_are_refused(typed: str, refusal: type[Invalid]) -> None:
    with pytest.raises(refusal):
        webhooks.check_address(typed)


def test_every_event_that_owners_hear_of_can_be_chosen() -> None:
    assert list(get_args(webhooks.EventName)) == [event.value for event in webhooks.HEARD]


def test_the_signature_is_the_documented_one() -> None:
    # Made with `printf '1795511600.{}' | openssl dgst -sha256 -hmac whsec_known`.
    at = datetime.fromtimestamp(1795511600, UTC)
    assert webhooks.signature("whsec_known", b"{}", at) == f"t=1795511600,v1={KNOWN}"


def test_what_is_told_is_the_same_at_every_try() -> None:
    content = {"body": {"name": "Ámina"}, "id": "e1", "event": "order.placed", "at": "now"}
    told = '{"id":"e1","event":"order.placed","created_at":"now","data":{"name":"Ámina"}}'
    assert webhooks.body_of(content) == told.encode()


@pytest.mark.parametrize(
    ("failures", "hours", "is_over"), [(5, 24, True), (4, 240, False), (50, 23, False)]
)
def test_it_is_given_up_after_failures_and_a_silent_day(
    failures: int, hours: int, is_over: bool
) -> None:
    since = NOW - timedelta(hours=hours)
    assert webhooks.is_hopeless(failures, since=since, at=NOW) is is_over
