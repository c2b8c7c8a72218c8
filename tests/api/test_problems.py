"""Every refusal is a problem of RFC 9457, whoever refuses."""

from __future__ import annotations

import pytest
from flask import Flask

from cardshop.api import problems
from tests.api.conftest import Program, pointers


@pytest.mark.parametrize(
    "path", ["/nothing", "/", "/cards/0", "/cards/01", "/cards/x", "/cards/9999999999", "/cards/٣"]
)
def test_an_unknown_path_is_a_problem(program: Program, path: str) -> None:
    assert program.get(path).status_code == 404


def test_a_wrong_method_says_which_there_are(program: Program) -> None:
    answer = program.send("PUT", "/business", json={})

    assert answer.status_code == 405
    assert {"GET", "PATCH"} <= set(answer.headers["Allow"].split(", "))


def test_unknown_parameters_are_errors(program: Program) -> None:
    assert pointers(program.get("/cards?limit=3&page=2")) == ["/page"]
    assert pointers(program.get("/business?fields=name")) == ["/fields"]
    assert pointers(program.patch("/business?dry=1", json={})) == ["/dry"]


def test_a_fault_of_ours_says_nothing_of_its_insides(
    app: Flask, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr("cardshop.api.v1.business.business_as_json", broken)
    answer = program.get("/business")

    assert answer.status_code == 500
    assert "secret words" not in answer.get_data(as_text=True)


def test_every_code_is_one_refusal_only() -> None:
    codes = [code for code, _, _ in problems.catalogue()]

    assert sorted(set(codes)) == codes
