"""`flask messages`: the operator reads the outbox."""

from __future__ import annotations

from click.testing import Result
from flask import Flask

from cardshop.db import db
from cardshop.notifications.models import MessageState
from cardshop.notifications.worker import Worker
from tests.notifications.letters import letter, message, posted


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["messages", *words])


def held(app: Flask, **chosen: object) -> int:
    [key] = posted(letter(**chosen))
    Worker(app, {}).deliver_due()
    db.session.rollback()  # What another session wrote is seen from here on.
    return key


def test_a_held_letter_can_be_read_with_its_secret_link(app: Flask) -> None:
    text = "Open http://localhost/account/password-reset/s3cr3t\nسلام"
    key = held(app, recipient="ana@example.com", subject="New password", text=text, is_secret=True)

    shown = run(app, "show", str(key))

    assert shown.exit_code == 0
    assert shown.output == (
        "State:     held\n"
        "Kind:      greeting\n"
        "To:        ana@example.com\n"
        "Subject:   New password\n"
        "Written:   2026-11-24T09:00:00+00:00\n"
        f"\n{text}\n"
    )


def test_the_latest_are_listed_newest_first(app: Flask) -> None:
    first = held(app, recipient="a@example.com")
    [second] = posted(letter(recipient="b@example.com"))

    lines = run(app, "list").output.splitlines()
    only_held = run(app, "list", "--state", "held").output.splitlines()

    assert [line.split()[0] for line in lines] == [str(second), str(first)]
    assert "queued" in lines[0]
    assert "b@example.com" in lines[0]
    assert only_held == lines[1:]


def test_an_empty_outbox_lists_nothing(app: Flask) -> None:
    assert run(app, "list").output == ""


def test_a_held_letter_is_sent_again_when_asked(app: Flask) -> None:
    key = held(app)

    done = run(app, "send-again", str(key))

    assert done.output == f"Message {key} is on its way.\n"
    assert message(key).state is MessageState.QUEUED


def test_what_cannot_be_done_is_one_line(app: Flask) -> None:
    [key] = posted(letter())

    for words, line in (
        (("send-again", str(key)), "Error: This message is on its way already.\n"),
        (("send-again", "99"), "Error: There is no such message.\n"),
        (("show", "99"), "Error: There is no such message.\n"),
    ):
        refused = run(app, *words)
        assert (refused.exit_code, refused.output) == (1, line)
