"""How is a route declared, once, for who answers it and for who reads about it?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeAlias, TypeVar

from flask import request
from flask_smorest import Blueprint
from marshmallow import EXCLUDE, RAISE, Schema

from contracts.access import RIGHTS, Right
from contracts.declare import declaration_of
from services.gateway.asking import KEY_HEADER, REPLAYED_HEADER, asker_of
from services.gateway.parsing import StrictParser

Body: TypeAlias = dict[str, Any]
V = TypeVar("V", bound=Callable[..., Any])

_KEY = {
    "in": "header",
    "name": KEY_HEADER,
    "required": False,
    "description": "Makes a retry safe: the same key gets the first answer again.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}
_REPLAYED = {
    "description": "Present, and `true`, where this is the answer of an earlier try.",
    "schema": {"type": "string", "enum": ["true"]},
}
_LOCATION = {
    "description": "Where it is to be found.",
    "schema": {"type": "string", "format": "uri-reference"},
}


class Routes(Blueprint):  # type: ignore[misc]  # flask-smorest is not typed
    """Routes of one subject under /api/v1; none is answered without a token."""

    ARGUMENTS_PARSER = StrictParser()

    def __init__(self, name: str, description: str) -> None:
        super().__init__(name, __name__, url_prefix="/api/v1", description=description)

    def on(  # noqa: PLR0913  # a route says this much of itself, each by its name
        self,
        method: str,
        path: str,
        *,
        needs: type | Right,
        answer: Schema | None,
        status: int = 200,
        body: Schema | None = None,
        query: Schema | None = None,
        keyed: bool = False,
        passes_over: bool = False,
        problems: Sequence[int] = (),
        **documented: Any,
    ) -> Callable[[V], V]:
        """Have a function answer `method` at `path`; it is given the asker first.

        `needs` is the right itself, or the command or query that declares it. `keyed`
        routes honour an Idempotency-Key. A route that `passes_over` what it does not
        know of a body is for senders that are not ours. `problems` are statuses
        besides the usual.
        """
        right = needs if isinstance(needs, Right) else declaration_of(needs).needs
        assert right is not None, f"{needs} is the platform's own to send"

        def declare(view: V) -> V:
            made: Any = view
            if query is not None:
                made = self.arguments(query, location="query", arg_name="query")(made)
            if body is not None:
                unknown = EXCLUDE if passes_over else RAISE
                made = self.arguments(body, arg_name="body", unknown=unknown)(made)
            made = self.response(status, answer, headers=_headers(status, keyed))(made)
            refused = sorted({*_usual(path, body), *problems})
            # Said at once: for each of them alone, flask-smorest would copy the rest.
            names = {str(number): HTTPStatus(number).name for number in refused}
            made = self.doc(responses=names)(made)
            manual = _manual(view.__name__, right, keyed) | documented
            made = _guarded(self.doc(**manual)(made), right)
            self.route(path, methods=[method])(made)
            return view

        return declare


def _guarded(view: Callable[..., Any], right: Right) -> Callable[..., Any]:
    """First who asks and whether they may, then what they ask."""

    @wraps(view)
    def guarded(**arguments: Any) -> Any:
        asker = asker_of(request)
        asker.permit(right, arguments.get("school_id"))
        return view(asker, **arguments)

    return guarded


def _usual(path: str, body: Schema | None) -> set[int]:
    usual = {401, 403, 422, 503}
    if "<" in path:
        usual.add(404)
    if body is not None:
        usual |= {400, 413, 415}
    return usual


def _manual(name: str, right: Right, keyed: bool) -> dict[str, Any]:
    documented: dict[str, Any] = {
        "operationId": name,
        "x-right": right.value,
        "x-roles": [role.value for role, rights in RIGHTS.items() if right in rights],
    }
    if keyed:
        documented["parameters"] = [_KEY]
    return documented


def _headers(status: int, keyed: bool) -> dict[str, Any]:
    headers = {"Location": _LOCATION} if status == HTTPStatus.CREATED else {}
    return headers | ({REPLAYED_HEADER: _REPLAYED} if keyed else {})
