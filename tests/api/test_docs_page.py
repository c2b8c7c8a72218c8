"""`/api/docs`: the document to read."""

from __future__ import annotations

from cardshop.api import problems
from tests.support.pages import Page
from tests.support.people import Browser


def names_of(page: Page, tag: str) -> set[str]:
    """Where links into the page lead."""
    return {element.get("id") or "" for element in page.all(tag)}


def test_every_operation_is_explained(visitor: Browser) -> None:
    page = visitor.get("/api/docs")
    document = visitor.client.get("/api/v1/openapi.json").get_json()

    assert page.status == 200
    names, text = names_of(page, "h3"), page.text
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert operation["operationId"] in names
            assert f"{method.upper()} {path}" in text


def test_a_problem_leads_to_its_sentence(visitor: Browser) -> None:
    page = visitor.get("/api/docs")

    names, text = names_of(page, "tr"), page.text
    for code, status, _ in problems.catalogue():
        assert code in names
        assert str(status) in text


def test_a_code_of_several_features_says_what_each_means(visitor: Browser) -> None:
    said = {code: (status, words) for code, status, words in problems.catalogue()}

    assert said["slug_taken"] == (409, "This address belongs to someone else. Choose another.")
    status, words = said["step_impossible"]
    assert (status, "This booking" in words, "This order" in words) == (409, True, True)


def test_every_shape_is_a_table(visitor: Browser) -> None:
    page = visitor.get("/api/docs")

    document = visitor.client.get("/api/v1/openapi.json").get_json()
    shapes = {f"shape-{name}" for name in document["components"]["schemas"]}
    assert shapes - names_of(page, "h3") == set()


def test_it_asks_nobody_else_for_anything(visitor: Browser) -> None:
    page = visitor.get("/api/docs")

    loaded = [e.get("src") or "" for e in page.all("script")]
    loaded += [e.get("href") or "" for e in page.all("link")]
    assert all(address.startswith(("/", "data:")) for address in loaded)


def test_it_leads_to_the_tokens(visitor: Browser) -> None:
    assert visitor.get("/api/docs").links()["Your tokens"] == "/account/tokens"
