"""What a browser gives is judged; what is said is sealed for it alone, and signed."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key

from cardshop.notifications.domain import vapid
from cardshop.notifications.domain.push_sealing import LARGEST, RECORD, TooMuch, sealed
from cardshop.notifications.domain.web_push import (
    Subscription,
    SubscriptionUnreadable,
    packed,
    read,
    unpacked,
)
from tests.support.push_double import Device

# RFC 8291, appendix A.
P256DH = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
ONCE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS"
    "6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qu"
    "lcy4a-fN"
)
ENDPOINT = "https://push.example/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV"
KEY = derive_private_key(int.from_bytes(unpacked(ONCE), "big"), SECP256R1())


def test_the_example_of_the_standard_is_sealed_as_it_says() -> None:
    to = read(ENDPOINT, P256DH, AUTH)
    words = b"When I grow up, I want to be a watermelon"

    assert packed(sealed(words, to=to, salt=unpacked(SALT), once=KEY)) == SEALED


def test_a_notification_fits_into_one_record() -> None:
    device = Device()
    to, salt = Subscription(ENDPOINT, device.p256dh, device.auth), unpacked(SALT)

    most = sealed(b"x" * LARGEST, to=to, salt=salt, once=KEY)

    assert len(most) == RECORD
    assert device.opened(most) == b"x" * LARGEST
    with pytest.raises(TooMuch):
        sealed(b"x" * (LARGEST + 1), to=to, salt=salt, once=KEY)


@pytest.mark.parametrize(
    "chosen",
    [
        {"endpoint": ""},
        {"endpoint": "http://push.example/1"},
        {"endpoint": "https:///1"},
        {"endpoint": "https://push.example:8443/1"},
        {"endpoint": "https://push.example:x/1"},
        {"endpoint": "https://somebody@push.example/1"},
        {"endpoint": "https://push.example/\u0000"},
        {"endpoint": "https://push.example/é"},
        {"endpoint": f"https://push.example/{'x' * 2000}"},
        {"p256dh": ""},
        {"p256dh": "پ" * 87},
        {"p256dh": P256DH[:-4]},
        {"p256dh": "BA" + "A" * 85},
        {"auth": ""},
        {"auth": "{{7*7}}"},
        {"auth": AUTH + "AAAA"},
    ],
)
def test_what_is_no_address_of_a_browser_is_refused(chosen: dict[str, str]) -> None:
    with pytest.raises(SubscriptionUnreadable):
        read(**{"endpoint": ENDPOINT, "p256dh": P256DH, "auth": AUTH} | chosen)


def test_padding_makes_no_other_browser() -> None:
    assert read(ENDPOINT, P256DH + "=", AUTH + "==") == read(ENDPOINT, P256DH, AUTH)


def test_every_node_has_the_same_key_and_another_installation_another() -> None:
    one, other = vapid.public_key("a" * 32), vapid.public_key("b" * 32)

    assert one == vapid.public_key("a" * 32)
    assert one != other
    assert len(unpacked(one)) == 65


@pytest.mark.parametrize(
    ("base_url", "mail_from", "contact"),
    [
        ("https://shop.example", "Shop <shop@example.com>", "https://shop.example"),
        ("http://localhost:8000", "Shop <shop@example.com>", "mailto:shop@example.com"),
        ("http://localhost:8000", "", "mailto:nobody@localhost"),
    ],
)
def test_push_services_are_told_whom_to_ask(base_url: str, mail_from: str, contact: str) -> None:
    assert vapid.contact_of(base_url, mail_from) == contact
