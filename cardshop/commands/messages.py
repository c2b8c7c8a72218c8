"""`flask messages`: the outbox, for the operator."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import Refusal
from cardshop.notifications import operations, queries
from cardshop.notifications.models import Message, MessageState

messages = AppGroup("messages", help="What has been written to people.")


@messages.command("list")
@click.option("--state", type=click.Choice([state.value for state in MessageState]))
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 1000))
def list_latest(state: str | None, limit: int) -> None:
    """The latest messages, newest first."""
    wanted = MessageState(state) if state else None
    for message in queries.latest(state=wanted, limit=limit):
        when = message.created_at.strftime("%Y-%m-%d %H:%M")
        words = (when, message.state.value, message.channel.value, message.kind, message.recipient)
        click.echo("  ".join((f"{message.id:>6}", *words, message.last_error)).rstrip())


@messages.command()
@click.argument("message_id", type=int, metavar="ID")
def show(message_id: int) -> None:
    """One message with all its words, secret ones too."""
    for name, value in _facts(_found(message_id)).items():
        if value:
            click.echo(f"{name + ':':<10} {value}")
    click.echo("\n" + (_found(message_id).content.get("text") or "(The words are forgotten.)"))


@messages.command("send-again")
@click.argument("message_id", type=int, metavar="ID")
def send_again(message_id: int) -> None:
    """Put a held or failed message back on its way."""
    try:
        with transaction():
            operations.send_again(queries.message(message_id), at=clock.now())
    except Refusal as refusal:
        raise click.ClickException(refusal.detail) from None
    click.echo(f"Message {message_id} is on its way.")


def _found(message_id: int) -> Message:
    try:
        return queries.message(message_id)
    except Refusal as refusal:
        raise click.ClickException(refusal.detail) from None


def _facts(message: Message) -> dict[str, object]:
    return {
        "State": message.state.value,
        "Kind": message.kind,
        "To": message.recipient,
        "Subject": message.content.get("subject"),
        "Written": message.created_at.isoformat(timespec="seconds"),
        "Tries": message.attempts,
        "Sent": message.sent_at and message.sent_at.isoformat(timespec="seconds"),
        "Error": message.last_error,
    }
