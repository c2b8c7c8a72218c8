"""`flask doctor`: looks at everything an installation needs, and says what to mend."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import click
from flask.cli import with_appcontext

from cardshop.commands import checkup, checkup_database
from cardshop.commands.checkup import Finding, wrong
from cardshop.config import Settings
from cardshop.web import site

Examination = Callable[[Settings], Iterator[Finding]]

EXAMINATIONS: dict[str, Examination] = {
    "address": checkup.address,
    "secret key": checkup.secret_key,
    "database": checkup_database.engine,
    "migrations": checkup_database.migrations,
    "storage": checkup.storage,
    "mail": checkup.mail,
    "telephone": checkup.telephone,
    "outbox": checkup_database.outbox,
    "redis": checkup.redis_server,
    "clock": checkup_database.clocks,
}
MARKS = {"ok": "ok  ", "hint": "hint", "wrong": "BAD "}


@click.command()
@with_appcontext
def doctor() -> None:
    """Check settings, database, storage, providers and clock. Exit 1 when something is wrong."""
    click.echo(f"{MARKS['ok']}  settings    read and checked")
    sound = True
    for name, examine in EXAMINATIONS.items():
        for finding in _examined(examine):
            click.echo(f"{MARKS[finding.level]}  {name:<10}  {finding.words}")
            sound = sound and finding.level != "wrong"
    if not sound:
        sys.exit(1)


def _examined(examine: Examination) -> list[Finding]:
    try:
        return list(examine(site.settings()))
    except Exception as fault:  # noqa: BLE001 - a doctor who faints helps nobody
        return [wrong(f"cannot be examined ({type(fault).__name__})")]
