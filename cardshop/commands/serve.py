"""`flask serve` and `flask worker`: the programs that run for ever."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import click
from flask.cli import ScriptInfo, pass_script_info, with_appcontext

from cardshop.commands import together
from cardshop.commands.readiness import need_address, need_database
from cardshop.notifications import queue
from cardshop.notifications.channels import open_senders
from cardshop.notifications.worker import Worker
from cardshop.web import site

ROOT = Path(__file__).resolve().parent.parent.parent
WORKER = (sys.executable, "-m", "flask", "--app", "wsgi", "worker")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@click.option("--with-worker", is_flag=True, help="Send messages, too, in a second process.")
@with_appcontext
def serve(*, host: str, port: int, workers: int, with_worker: bool) -> None:
    """Run the production web server until Ctrl-C."""
    need_database()
    address = need_address(host, port)
    words = (address, str(port), str(workers), site.settings().log_format)
    server = (sys.executable, "-m", "cardshop.commands.server", *words)
    os.chdir(ROOT)
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Starting on http://{shown}:{port}. Ctrl-C stops it.")
    sys.stdout.flush()
    if with_worker:
        sys.exit(together.run(server, WORKER))
    os.execv(server[0], server)  # noqa: S606 - our own program


@click.command()
@click.option("--once", is_flag=True, help="Do all that is due, and end.")
@pass_script_info
@with_appcontext
def worker(info: ScriptInfo, *, once: bool) -> None:
    """Send the outbox and keep the house in order, until stopped."""
    need_database()
    settings = site.settings()
    working = Worker(info.load_app(), open_senders(settings))
    if once:
        working.do_chores()
        working.do_errands()
        working.deliver_due()
        return
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: working.stopping.set())
    working.run(queue.of(settings))
