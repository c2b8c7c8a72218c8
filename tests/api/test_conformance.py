"""Whatever is sent, the answer is one that the document names: requests made from the document."""

from __future__ import annotations

from typing import Any

import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import checks
from schemathesis.core.result import Ok

from cardshop.api.blueprint import PREFIX
from tests.api import things
from tests.support import factories

checks.load_all_checks()
CHECKS = checks.CHECKS.get_by_names(
    [
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
        "ignored_auth",
    ]
)
FEW = settings(
    max_examples=5,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@schemathesis.serializer("text/vcard")
def vcard(_context: object, value: object) -> bytes:
    """A contact file goes out as it is."""
    return str(value).encode("utf-8", "replace")


def test_the_answer_is_as_documented(each_engine: Flask) -> None:
    owner = factories.owner()
    known = things.of(owner)
    signed = {"Authorization": f"Bearer {factories.api_token(owner)}"}

    def behaves(case: Any) -> None:
        places, ours = case.path_parameters or {}, things.known_at(case.path, known)
        case.path_parameters = {name: ours.get(name, value) for name, value in places.items()}
        case.call_and_validate(checks=CHECKS, headers=signed)

    schema = schemathesis.openapi.from_wsgi(f"{PREFIX}/openapi.json", each_engine)
    found = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
    assert len(found) > 10
    for operation in found:
        FEW(given(case=operation.as_strategy())(behaves))()
