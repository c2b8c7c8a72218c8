"""`flask accounts` and `flask tokens`: what an operator opens for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from flask.cli import AppGroup

from cardshop.accounts import operations, queries
from cardshop.accounts.domain import emails
from cardshop.accounts.models import Scope
from cardshop.cards import operations as cards
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import FieldErrors, Refusal
from cardshop.web.locales import screen_language
from cardshop.web.site import absolute

# The operator decides what a password is worth; typing mistakes are all that is looked for.
SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 200

accounts = AppGroup("accounts", help="People and their businesses.")
tokens = AppGroup("tokens", help="Keys for programs.")


@accounts.command()
@click.option("--email", required=True, help="The address to sign in with; it counts as proved.")
@click.option("--password", required=True, help="From 8 to 200 characters.")
@click.option("--business", required=True, help="The name of the business.")
@click.option("--country", required=True, help="ISO 3166-1, like KE.")
@click.option("--timezone", help="IANA, like Africa/Nairobi.")
@click.option("--currency", help="ISO 4217, like KES.")
@click.option("--locale", help="BCP 47, like en-KE.")
@click.option("--whatsapp", default="", help="The number, like +254700000123.")
def create(email: str, password: str, business: str, country: str, **chosen: Any) -> None:
    """Make an account, its business and its first card, and print their keys as one JSON line."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise click.BadParameter("Use 8 to 200 characters.", param_hint="--password")
    at = clock.now()
    with _refusals(), transaction():
        account = operations.create_account(
            email=email, password=password, locale="en", at=at, verified=True
        )
        made = operations.create_business(
            account=account, name=business, country=country.upper(), at=at, **chosen
        )
        operations.speak(account, screen_language(made.locale))
        card = cards.create_first(business=made, at=at)
        keys: dict[str, Any] = {"account_id": account.id, "business_id": made.id}
        keys |= {"card_id": card.id, "card_slug": card.slug}
    click.echo(json.dumps(keys))


@accounts.command()
def invite() -> None:
    """Print a link with which one person can sign up within 14 days."""
    with transaction():
        token = operations.invite(at=clock.now())
    click.echo(absolute(f"/account/sign-up?invitation={token}"))


@tokens.command("create")
@click.option("--email", required=True, help="Whose business the token is for.")
@click.option("--name", required=True, help="So that the owner knows it again.")
@click.option(
    "--scope", type=click.Choice([s.value for s in Scope]), default="write", help="What it may do."
)
def create_token(email: str, name: str, scope: str) -> None:
    """Make an API token and print it, this once, as one JSON line."""
    with _refusals(), transaction():
        account = queries.by_email(emails.read(email))
        business = queries.first_business(account.id)
        if business is None:
            raise click.ClickException("This account has no business yet.")
        token, plain = operations.issue_token(
            business=business, account=account, name=name, scope=Scope(scope), at=clock.now()
        )
        line = {"token": plain, "id": token.id}
    click.echo(json.dumps(line))


@contextmanager
def _refusals() -> Iterator[None]:
    """Say what was refused on one line, or one for each field, and end with 1."""
    try:
        yield
    except FieldErrors as refusal:
        lines = (f"{e.pointer.removeprefix('/')}: {e.detail}" for e in refusal.errors)
        raise click.ClickException("\n".join(lines)) from refusal
    except Refusal as refusal:
        raise click.ClickException(refusal.detail) from refusal
