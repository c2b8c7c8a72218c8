"""Applications made in half the time: addresses are compiled when a test first asks for one.

Each test has an application of its own, with some 330 rules. Werkzeug compiles two builders for
each of them at once, and a test uses a handful.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

_at_once: Callable[..., Callable[..., Any]] = Rule._compile_builder


def _when_needed(rule: Rule, append_unknown: bool = True) -> Callable[..., Any]:
    made: list[Callable[..., Any]] = []

    def build(rule: Rule, **values: Any) -> Any:
        if not made:
            made.append(_at_once(rule, append_unknown))
        return made[0](rule, **values)

    return build


def install() -> None:
    """From now on, for this run of the tests."""
    Rule._compile_builder = _when_needed  # type: ignore[method-assign,assignment]
