"""Only pages that read the cookie vary by it."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support import factories
from tests.support.people import Browser


@pytest.mark.parametrize(
    "address", ["/crumb", "/crumb?draft=x", "/crumb/share", "/crumb.vcf", "/robots.txt"]
)
def test_a_public_page_does_not_vary_by_cookie(
    app: Flask, owner: factories.Owner, owner_browser: Browser, address: str
) -> None:
    factories.card(owner.business, slug="crumb")

    answer = owner_browser.client.get(address)

    assert answer.status_code == 200
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "Set-Cookie" not in answer.headers


def test_an_owner_page_does(owner_browser: Browser) -> None:
    assert "Cookie" in owner_browser.client.get("/account/").headers["Vary"]
