"""The cast: a visitor with a browser, an owner signed in, a stranger who owns another business."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support import factories
from tests.support.pages import Page, inspect


class Browser:
    """A browser without JavaScript that keeps cookies, follows redirects, inspects every page."""

    def __init__(self, app: Flask) -> None:
        self.client: FlaskClient = app.test_client()

    def get(self, url: str, **options: Any) -> Page:
        """The page at the end of the redirects."""
        return self._page(self.client.get(url, follow_redirects=True, **options))

    def post(self, url: str, data: dict[str, Any] | None = None, **options: Any) -> Page:
        """The page that answers a form."""
        return self._page(self.client.post(url, data=data or {}, follow_redirects=True, **options))

    def raw(self, method: str, url: str, **options: Any) -> TestResponse:
        """One answer as it came, redirects included, pages inspected."""
        response = self.client.open(url, method=method, **options)
        if response.mimetype == "text/html" and response.status_code < 300 and response.data:
            self._page(response)
        return response

    def sign_in(self, owner: factories.Owner) -> Browser:
        """Hold the cookie of a signed-in owner."""
        with self.client.session_transaction() as session:
            session["_user_id"] = owner.session_token
            session["_fresh"] = True
        return self

    def _page(self, response: TestResponse) -> Page:
        assert response.mimetype == "text/html", (
            f"{response.request.path} answered {response.mimetype}"
        )
        return inspect(response.status_code, response.request.path, response.get_data(as_text=True))


@pytest.fixture
def visitor(app: Flask) -> Browser:
    """Somebody with a browser, not signed in."""
    return Browser(app)


@pytest.fixture
def owner(app: Flask) -> factories.Owner:
    """Amina, who owns a bakery."""
    return factories.owner()


@pytest.fixture
def owner_browser(app: Flask, owner: factories.Owner) -> Browser:
    """Amina's phone."""
    return Browser(app).sign_in(owner)


@pytest.fixture
def stranger_browser(app: Flask) -> Browser:
    """The phone of somebody who owns another business and must see nothing of Amina's."""
    return Browser(app).sign_in(factories.owner(name="Another shop"))
