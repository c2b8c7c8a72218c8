"""Programs keep delivery zones and coupons."""

from __future__ import annotations

import pytest

from tests.api.conftest import Program, pointers
from tests.support import factories, shops

ZONE = {"name": "Kilimani", "fee": 20000, "minimum": 0, "free_above": 500000, "minutes": 20}
COUPON = {
    "code": "WELCOME10",
    "kind": "percent",
    "value": 10,
    "minimum": 1000,
    "starts_at": "2026-11-01T00:00:00Z",
    "ends_at": None,
    "max_uses": 100,
    "max_uses_per_phone": 1,
}


@pytest.mark.parametrize(
    ("path", "sent", "change"),
    [
        ("/delivery-zones", ZONE, {"free_above": None}),
        ("/coupons", COUPON, {"ends_at": "2027-01-01T00:00:00Z"}),
    ],
)
def test_made_read_changed_and_removed(
    program: Program,
    stranger: Program,
    path: str,
    sent: dict[str, object],
    change: dict[str, object],
) -> None:
    made = program.post(path, json=sent)
    there = f"{path}/{made.get_json()['id']}"

    assert made.status_code == 201
    assert made.headers["Location"] == f"http://localhost/api/v1{there}"
    assert sent.items() <= program.get(there).get_json().items()
    assert program.patch(there, json=change).get_json() == made.get_json() | change
    assert program.get(path).get_json()["items"] == [made.get_json() | change]
    assert stranger.get(there).status_code == 404
    assert stranger.get(path).get_json()["items"] == []
    assert program.delete(there).status_code == 204
    assert program.get(there).status_code == 404


@pytest.mark.parametrize(
    ("path", "sent", "where"),
    [
        ("/delivery-zones", ZONE | {"fee": -1}, "/fee"),
        ("/delivery-zones", ZONE | {"fee": 1.5}, "/fee"),
        ("/delivery-zones", ZONE | {"fee": 10**13}, "/fee"),
        ("/delivery-zones", ZONE | {"name": ""}, "/name"),
        ("/delivery-zones", ZONE | {"position": 1}, "/position"),
        ("/coupons", COUPON | {"value": 101}, "/value"),
        ("/coupons", COUPON | {"code": "Ä"}, "/code"),
        ("/coupons", COUPON | {"kind": "gift"}, "/kind"),
        ("/coupons", COUPON | {"uses": 5}, "/uses"),
        ("/coupons", COUPON | {"ends_at": "2026-10-01T00:00:00Z"}, "/ends_at"),
        ("/coupons", COUPON | {"ends_at": "soon"}, "/ends_at"),
    ],
)
def test_what_cannot_be_is_refused(
    program: Program, path: str, sent: dict[str, object], where: str
) -> None:
    assert pointers(program.post(path, json=sent)) == [where]


def test_a_name_or_code_that_is_taken_is_refused(program: Program) -> None:
    for path, sent, where in (
        ("/delivery-zones", ZONE, "/name"),
        ("/coupons", COUPON | {"code": "Welcome10"}, "/code"),
    ):
        assert program.post(path, json=sent).status_code == 201
        assert pointers(program.post(path, json=sent)) == [where]


def test_a_use_is_no_reason_to_refuse_a_change(program: Program, owner: factories.Owner) -> None:
    unused = shops.coupon(owner.business)
    path = f"/coupons/{unused.id}"
    seen = {"If-Match": program.get(path).headers["ETag"]}
    shops.coupon(owner.business, "OTHER", uses=3)

    assert program.patch(path, json={"minimum": 500}, headers=seen).status_code == 200
    assert program.patch(path, json={"minimum": 600}, headers=seen).status_code == 412
