"""Programs put services on a card and read them there."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.conftest import Program
from tests.support import factories, salons


def section(**settings: Any) -> dict[str, Any]:
    return {"sections": [{"kind": "services", "title": "Book", "settings": settings}]}


def test_services_are_put_on_a_card(program: Program, owner: factories.Owner) -> None:
    card = factories.card(owner.business)
    service = salons.service(owner.business)
    sent = section(service_ids=[service.id], prices=False)

    answer = program.patch(f"/cards/{card.id}", json=sent)

    assert answer.status_code == 200
    public = program.get(f"/public/cards/{card.slug}").get_json()["sections"]
    assert [(one["kind"], one["settings"]) for one in public] == [
        ("services", {"service_ids": [service.id], "prices": False})
    ]


def test_nothing_said_means_all_with_prices(program: Program, owner: factories.Owner) -> None:
    card = factories.card(owner.business)
    kept = program.patch(f"/cards/{card.id}", json=section()).get_json()["sections"]
    assert kept[0]["settings"] == {"service_ids": [], "prices": True}


@pytest.mark.parametrize(
    ("settings", "pointer"),
    [
        ({"service_ids": [0]}, "/sections/0/settings/service_ids/0"),
        ({"service_ids": list(range(1, 23))}, "/sections/0/settings/service_ids"),
        ({"service_ids": ["one"]}, "/sections/0/settings/service_ids/0"),
        ({"prices": "sometimes"}, "/sections/0/settings/prices"),
        ({"count": 3}, "/sections/0/settings/count"),
    ],
)
def test_what_is_no_choice_is_refused(
    program: Program, owner: factories.Owner, settings: dict[str, Any], pointer: str
) -> None:
    card = factories.card(owner.business)
    answer = program.patch(f"/cards/{card.id}", json=section(**settings))
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.get_json()["errors"]] == [pointer]
