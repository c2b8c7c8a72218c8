"""Two sites for all journeys: one without businesses, and one with the four examples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.sites import Site, prepared, running

# The journeys sign in more often in a minute than people do.
OFTEN = {"CARDSHOP_LIMIT_SIGNIN": "1000 per minute"}

# A busy machine takes its time; what never comes still fails.
expect.set_options(timeout=15_000)

# So long may a journey take there, with the start of its site.
LONGEST = 300


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give the journeys, and no other test, more time than a test has."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.timeout(LONGEST))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site on which every journey opens a business of its own."""
    copied = prepared(tmp_path_factory)
    with running(tmp_path_factory.mktemp("site"), copied=copied, **OFTEN) as started:
        yield started


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with the examples. A journey may count there, but changes only what it puts back."""
    copied = prepared(tmp_path_factory, with_demo=True)
    with running(tmp_path_factory.mktemp("demo"), copied=copied, **OFTEN) as started:
        yield started
