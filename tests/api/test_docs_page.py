"""`/api/docs`: the document to read."""

from __future__ import annotations

from cardshop.api import problems
from tests.support.people import Browser


def test_every_operation_is_explained(visitor: Browser) -> None:
    page = visitor.get("/api/docs")
    document = visitor.client.get("/api/v1/openapi.json").get_json()

    assert page.status == 200
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert page.all("h3", id=operation["operationId"]), operation["operationId"]
            assert f"{method.upper()} {path}" in page.text


def test_a_problem_leads_to_its_sentence(visitor: Browser) -> None:
    page = visitor.get("/api/docs")

    for code, status, _ in problems.catalogue():
        assert page.all("tr", id=code), code
        assert str(status) in page.text


def test_every_shape_is_a_table(visitor: Browser) -> None:
    page = visitor.get("/api/docs")

    for shape in visitor.client.get("/api/v1/openapi.json").get_json()["components"]["schemas"]:
        assert page.all("h3", id=f"shape-{shape}"), shape


def test_it_asks_nobody_else_for_anything(visitor: Browser) -> None:
    page = visitor.get("/api/docs")

    loaded = [e.get("src") or "" for e in page.all("script")]
    loaded += [e.get("href") or "" for e in page.all("link")]
    assert all(address.startswith(("/", "data:")) for address in loaded)


def test_it_leads_to_the_tokens(visitor: Browser) -> None:
    assert visitor.get("/api/docs").links()["Your tokens"] == "/account/tokens"
