"""Every `flask` command of cardshop, one module a subject."""

from __future__ import annotations

from flask import Flask

from cardshop.commands import accounts, demo, doctor, messages, serve, slots


def register(app: Flask) -> None:
    """Teach `flask` our commands."""
    app.cli.add_command(accounts.accounts)
    app.cli.add_command(accounts.tokens)
    app.cli.add_command(demo.demo)
    app.cli.add_command(doctor.doctor)
    app.cli.add_command(messages.messages)
    app.cli.add_command(serve.serve)
    app.cli.add_command(serve.worker)
    app.cli.add_command(slots.slots)
