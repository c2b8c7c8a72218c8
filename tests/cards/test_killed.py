"""A process that is killed leaves a card whole or not at all, on both engines."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from flask import Flask
from sqlalchemy import select, text

from cardshop.cards.models import Card, QrTag, Section, SlugClaim
from cardshop.db import db
from tests.support import factories
from tests.support.apps import SECRET

ROOT = Path(__file__).resolve().parent.parent.parent
MAKING = """
import itertools
from wsgi import app
from cardshop.accounts.models import Business
from cardshop.cards import operations
from cardshop.db import db, transaction
from cardshop.lib import clock
with app.app_context():
    for n in itertools.count():
        with transaction():
            business = db.session.query(Business).one()
            operations.create(
                business=business, slug=f"killed-{n}", display_name="Card", at=clock.now()
            )
        if not n:
            print("one is made", flush=True)
"""


def kill_while_making(app: Flask, folder: Path, *, after: float) -> None:
    """Let another process make cards as fast as it can, and kill it in the middle."""
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    given = {"CARDSHOP_DATABASE_URL": url, "CARDSHOP_SECRET_KEY": SECRET}
    kept = {k: v for k, v in os.environ.items() if not k.startswith("CARDSHOP_")}
    store = {"CARDSHOP_STORAGE_URL": f"file://{folder / 'media'}"}
    process = subprocess.Popen(
        [sys.executable, "-c", MAKING], env=kept | given | store, cwd=ROOT, stdout=subprocess.PIPE
    )
    assert process.stdout
    process.stdout.readline()
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


def incomplete() -> list[str]:
    """Cards without their address, their code or their first sections, and addresses of none."""
    parts = (SlugClaim.card_id, QrTag.card_id, Section.card_id)
    lacking = [
        db.session.scalars(select(Card.slug).where(~Card.id.in_(select(part)))).all()
        for part in parts
    ]
    orphans = db.session.scalars(select(SlugClaim.slug).where(SlugClaim.card_id.is_(None))).all()
    return [*(slug for found in lacking for slug in found), *orphans]


def test_a_killed_process_leaves_no_half_card(each_engine: Flask, tmp_path: Path) -> None:
    factories.owner()

    kill_while_making(each_engine, tmp_path, after=0.4)

    db.session.rollback()
    assert db.session.query(Card).count() > 0
    assert incomplete() == []


def test_what_was_made_before_the_kill_is_still_there(each_engine: Flask, tmp_path: Path) -> None:
    factories.owner()

    kill_while_making(each_engine, tmp_path, after=0.4)

    made = db.session.query(Card).count()
    numbers = sorted(int(slug.rpartition("-")[2]) for (slug,) in db.session.query(Card.slug))
    assert numbers == list(range(made))
    assert db.session.execute(text("SELECT count(*) FROM slug_claims")).scalar() == made
