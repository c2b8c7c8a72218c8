"""What people do at the door, in one line each."""

from __future__ import annotations

from flask import Flask

from cardshop.accounts import operations
from cardshop.accounts.models import Account
from cardshop.db import transaction
from tests.support.factories import NOW
from tests.support.pages import Page
from tests.support.people import Browser

EMAIL, PASSWORD = "maya@goldencrumb.example", "plain unrelated words 77"


def sign_up(browser: Browser, email: str = EMAIL, password: str = PASSWORD) -> Page:
    return browser.post("/account/sign-up", {"email": email, "password": password})


def sign_in(
    browser: Browser, password: str = PASSWORD, email: str = EMAIL, query: str = ""
) -> Page:
    return browser.post(f"/account/sign-in{query}", {"email": email, "password": password})


def member(app: Flask, email: str = EMAIL, *, verified: bool = True) -> Account:
    """An account with a business."""
    with transaction():
        account = operations.create_account(
            email=email, password=PASSWORD, locale="en", at=NOW, verified=verified
        )
        operations.create_business(account=account, name="Golden Crumb", country="KE", at=NOW)
    return account


def is_in(browser: Browser) -> bool:
    """Whether the browser is signed in."""
    return browser.raw("GET", "/account/sessions").status_code == 200
