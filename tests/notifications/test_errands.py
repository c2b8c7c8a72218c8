"""Long work beside the messages: imports that take minutes."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

import pytest
from flask import Flask

from cardshop.catalogue.models import ImportState, ProductImport
from cardshop.db import db
from cardshop.notifications import worker
from cardshop.notifications.worker import Worker
from tests.support import factories, shops


def test_the_worker_runs_imports_that_wait(each_engine: Flask) -> None:
    owner = factories.owner()
    key = shops.product_import(owner.business, state=ImportState.QUEUED).id
    Worker(each_engine, {}).do_errands()
    db.session.rollback()
    assert db.session.get_one(ProductImport, key).state is ImportState.DONE


def test_work_that_fails_does_not_keep_other_work(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def broken(is_stopping: Callable[[], bool]) -> NoReturn:
        raise RuntimeError

    def fine(is_stopping: Callable[[], bool]) -> None:
        done.append("fine")

    monkeypatch.setattr(worker, "_errands", {"broken": broken, "fine": fine})
    Worker(app, {}).do_errands()
    assert done == ["fine"]
