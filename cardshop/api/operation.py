"""One operation of the API: its description is what guards, reads, runs and documents it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response, request
from pydantic import BaseModel

from cardshop.api import callers, idempotency
from cardshop.api.answers import Answer, conditional, sent
from cardshop.api.bodies import Body, Reading
from cardshop.api.paging import Query
from cardshop.db import transaction
from cardshop.lib import clock, validation
from cardshop.lib.errors import FieldError, FieldErrors
from cardshop.lib.ids import hash_token

View = Callable[..., Answer]
SAFE = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Call:
    """A request as a resource sees it: who asks, when, and what, already checked."""

    caller: callers.Caller
    at: datetime
    query: Any
    body: Any

    @property
    def business_id(self) -> int:
        """The business that the caller works for."""
        return self.caller.business_id


@dataclass(frozen=True, kw_only=True)
class Operation:
    """A decorator for a resource's function, which takes a Call and the keys of its path."""

    summary: str
    group: str
    answer: type[BaseModel] | None = None
    about: str = ""
    status: int = 200
    query: type[Query] = Query
    reads: Reading | None = None
    # What takes long, made of the query and the body before the transaction begins: it takes the
    # body's place.
    ready: Callable[[Any, Any], Any] | None = None
    creates: bool = False
    # The answer to a creation holds a secret: what is kept for a repeat is sealed.
    is_secret: bool = False
    # Only looks, although it takes a body: no transaction is opened.
    looks: bool = False
    # Answers one resource, with an ETag.
    single: bool = False
    listed: bool = False
    # The answer to a creation says where the new resource is.
    located: bool = False
    # May answer 301 with the present address.
    moves: bool = False
    public: bool = False
    # A body and an answer to show; a test holds both against the schemas.
    example: Any = None
    answer_example: Any = None
    # What else may happen, besides what the rest of the description implies.
    refusals: tuple[int, ...] = ()

    def __call__(self, view: View) -> Callable[..., Response]:
        """The view that Flask calls."""

        @functools.wraps(view)
        def answered(**path: Any) -> Response:
            at = clock.now()
            caller = self._caller(at)
            query = read_query(self.query)
            if request.method in SAFE:
                return conditional(sent(view(Call(caller, at, query, None), **path)))
            body = self._body(caller)
            call = Call(caller, at, query, self._ready(query, body.value))
            return self._change(call, body, lambda: sent(view(call, **path)), path)

        answered.operation = self  # type: ignore[attr-defined]
        return answered

    def _caller(self, at: datetime) -> callers.Caller:
        if self.public:
            return callers.ANYBODY
        caller = callers.identify(at=at)
        if request.method not in SAFE:
            callers.must_write(caller)
        return caller

    def _body(self, caller: callers.Caller) -> Body:
        if self.reads is None:
            return Body(None, b"")
        return self.reads.read(caller.business_id)

    def _ready(self, query: Any, value: Any) -> Any:
        return self.ready(query, value) if self.ready else value

    def _change(
        self, call: Call, body: Body, act: Callable[[], Response], path: Mapping[str, Any]
    ) -> Response:
        if self.looks:
            return act()
        asked = None
        if self.creates:
            owner = _owner(call.caller, path)
            asked = idempotency.ticket(
                owner, body.fingerprint, is_secret=self.is_secret, at=call.at
            )
        if asked:
            return idempotency.once(asked, act)
        with transaction():
            return act()


def _owner(caller: callers.Caller, path: Mapping[str, Any]) -> str:
    """Whose keys they are: a token's, or those of everybody who stands before a card."""
    if caller is callers.ANYBODY:
        return f"card:{hash_token(str(path.get('slug', '')))[:40]}"
    return f"token:{caller.token_id}"


def read_query(model: type[Query]) -> Any:
    """What stands after the question mark. Raises FieldErrors, its pointers naming parameters."""
    given = request.args.to_dict(flat=False)
    twice = [name for name, values in given.items() if len(values) > 1]
    if twice:
        raise FieldErrors(FieldError(f"/{name}", "Give this once.") for name in twice)
    return validation.parse(model, {name: values[0] for name, values in given.items()})
