"""What a killed process, a failed upload or an unused picture leaves behind is picked up."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import timedelta

from flask import Flask

from cardshop.db import db, transaction
from cardshop.lib import clock
from cardshop.media import operations, sweeping
from cardshop.media.models import Picture
from cardshop.media.stores import of_app
from tests.media.domain import samples
from tests.media.test_operations import files, rows
from tests.support import factories


def stored(at_days_ago: int = 0) -> Picture:
    at = clock.now() - timedelta(days=at_days_ago)
    owner = factories.owner()
    with transaction():
        return operations.store(business_id=owner.business.id, data=samples.picture(), at=at)


def sweep(days_later: int = 0) -> None:
    with transaction():
        sweeping.sweep(at=clock.now() + timedelta(days=days_later))


def crash(app: Flask) -> None:
    """Die between the files and the row."""
    owner = factories.owner()
    with suppress(KeyboardInterrupt), transaction():
        operations.store(business_id=owner.business.id, data=samples.picture(), at=clock.now())
        raise KeyboardInterrupt


def test_a_crash_before_the_row_leaves_nothing_that_anyone_sees(each_engine: Flask) -> None:
    crash(each_engine)
    assert (rows(), len(files())) == (0, 4)

    sweep(days_later=2)

    assert files() == set()


def test_the_files_of_an_upload_that_is_under_way_are_left_alone(each_engine: Flask) -> None:
    crash(each_engine)
    sweep()

    assert len(files()) == 4


def test_a_picture_that_nothing_uses_for_a_day_goes(each_engine: Flask) -> None:
    stored(at_days_ago=2)
    used, fresh = stored(at_days_ago=2).id, stored().id
    with transaction():
        operations.set_uses(used_by="card:1", picture_ids=[used])

    sweep()

    assert {key for (key,) in db.session.query(Picture.id)} == {used, fresh}
    assert len(files()) == 8


def test_half_written_files_go_and_files_of_others_stay(app: Flask) -> None:
    folder = of_app.current().folder  # type: ignore[attr-defined]
    for name in (".unfinished-abc", "readme.txt"):
        (folder / name).write_text("x")
        os.utime(folder / name, (0, 0))

    sweep()

    assert [file.name for file in folder.iterdir()] == ["readme.txt"]


def test_the_worker_sweeps_once_an_hour(app: Flask) -> None:
    stored(at_days_ago=2)
    for minute, left in ((16, 1), (17, 0)):
        with transaction():
            sweeping.sweep_hourly(at=clock.now().replace(minute=minute))
        assert rows() == left
