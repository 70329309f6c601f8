"""How is a no told to a program? As a problem document (RFC 9457), and nothing else."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, NamedTuple
from uuid import uuid4

from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from contracts.refusals import (
    REFUSALS,
    Invalid,
    Refusal,
    Refused,
    Reused,
)

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5
"""After how long to try again, where the refusal itself does not know."""

LATER = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}
"""What is told when to try again."""

_log = logging.getLogger(__name__)


class Unauthenticated(Refusal):
    """The request carries no token that counts; `given` says whether it carried one."""

    kind = "unauthenticated"
    status = 401
    title = "A valid token is needed"

    def __init__(self, message: str, *, given: bool = True) -> None:
        self.given = given
        super().__init__(message)


class Kind(NamedTuple):
    """One kind of problem, as `/problems/<name>` explains it."""

    name: str
    status: int
    title: str
    meaning: str


_MEANINGS = {
    "unauthenticated": (
        "Send 'Authorization: Bearer ct_...' with a token that has not expired."
    ),
    "forbidden": "The token is good, but its role or its school does not allow this.",
    "not_found": "There is no such thing, or not for this token.",
    "conflict": (
        "The request named a version that is no longer the current one. 'version' is"
        " the current one, 'changes' what happened since."
    ),
    "invalid": "'errors' names every field that is wrong, and why.",
    "refused": "The fields are right, but a rule forbids it: see 'detail'.",
    "reused": "The Idempotency-Key came before with another body. Take a new key.",
    "throttled": "Wait for as many seconds as the Retry-After header says.",
    "unavailable": (
        "A service cannot be reached. Try again after as many seconds as the"
        " Retry-After header says; an Idempotency-Key makes that safe."
    ),
}

_OF_HTTP = (
    Kind("malformed", 400, "The request cannot be read", "It is not valid JSON."),
    Kind(
        "method_not_allowed",
        405,
        "Not that way",
        "The address is right, the method is not; the Allow header lists them.",
    ),
    Kind("too_large", 413, "Too large", "The body is larger than is taken here."),
    Kind(
        "unsupported_media_type",
        415,
        "Not that kind of body",
        "The Content-Type header does not say what is taken here.",
    ),
    Kind(
        "fault",
        500,
        "Something went wrong here",
        "It is our fault. 'instance' is the id under which it was logged.",
    ),
)

_REFUSALS: tuple[type[Refusal], ...] = (Unauthenticated, *REFUSALS.values())

_OF_OURS = tuple(
    Kind(refusal.kind, refusal.status, refusal.title, _MEANINGS[refusal.kind])
    for refusal in _REFUSALS
)

KINDS = {
    kind.name: kind
    for kind in sorted((*_OF_HTTP, *_OF_OURS), key=lambda kind: kind.status)
}
"""Every kind of problem, by its name."""

_BY_STATUS = {
    kind.status: kind
    for kind in KINDS.values()
    if kind.name not in {Refused.kind, Reused.kind}
}


def install(app: Flask) -> None:
    """Have every error that leaves the application leave it as a problem."""
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(HTTPException, rejected)
    app.register_error_handler(Exception, failed)


def refused(refusal: Refusal) -> Response:
    """The problem that a refusal is."""
    details = refusal.details()
    if isinstance(refusal, Invalid):
        details = {"errors": _named(refusal.errors)}
    headers = {}
    if isinstance(refusal, Unauthenticated):
        error = ', error="invalid_token"' if refusal.given else ""
        headers["WWW-Authenticate"] = f'Bearer realm="caretaker"{error}'
    if refusal.status in LATER:
        headers["Retry-After"] = str(details.get("seconds", RETRY_SECONDS))
    return _problem(KINDS[refusal.kind], str(refusal), details, headers)


def rejected(error: HTTPException) -> Response:
    """The problem that HTTP itself has with a request."""
    status = error.code or 500
    phrase = HTTPStatus(status).phrase
    kind = _BY_STATUS.get(status, Kind("about:blank", status, phrase, phrase))
    kept = {name: value for name, value in error.get_headers() if name == "Allow"}
    own_words = error.description != type(error).description
    detail = error.description if own_words else None
    return _problem(kind, detail or kind.meaning, {}, kept)


def failed(error: Exception) -> Response:
    """A fault of ours: the log gets the error, the asker an id to name it by."""
    fault_id = uuid4()
    _log.error("fault %s", fault_id, exc_info=error)
    return _problem(
        KINDS["fault"],
        "this is logged; please tell us the id",
        {"instance": fault_id.urn},
    )


def _named(errors: Mapping[str, list[str]]) -> list[dict[str, Any]]:
    return [
        {"field": field, "messages": messages}
        for field, messages in sorted(errors.items())
    ]


def _problem(
    kind: Kind,
    detail: str,
    details: Mapping[str, Any],
    headers: Mapping[str, str] | None = None,
) -> Response:
    uri = kind.name if kind.name == "about:blank" else f"/problems/{kind.name}"
    told = {
        "type": uri,
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        **details,
    }
    body = json.dumps(told)
    return Response(body, kind.status, headers, content_type=MEDIA_TYPE)
