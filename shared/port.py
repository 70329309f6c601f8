"""How are the services of a process reached from others? By a small HTTP port.

The port is internal: it believes what a peer says of a caller, so every request must
carry the installation's own token. Health and metrics are open.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeAlias
from uuid import UUID

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from werkzeug.exceptions import BadRequest, HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from contracts.refusals import Refusal, Unavailable, Unreadable
from shared.link import Hosted, service_of
from shared.passing import (
    Json,
    caller_in,
    cause_in,
    head_out,
    message_in,
    message_out,
    refusal_out,
)
from shared.store import PAGE

WSGI: TypeAlias = Callable[..., Any]

_ROUTES = Map(
    [
        Rule("/execute", endpoint="execute", methods=["POST"]),
        Rule("/ask", endpoint="ask", methods=["POST"]),
        Rule("/feed/<service>/<uuid:school>", endpoint="feed", methods=["GET"]),
        Rule("/heads/<service>", endpoint="heads", methods=["GET"]),
        Rule("/healthz", endpoint="healthz", methods=["GET"]),
        Rule("/readyz", endpoint="readyz", methods=["GET"]),
        Rule("/metrics", endpoint="metrics", methods=["GET"]),
    ]
)
_OPEN = {"healthz", "readyz", "metrics"}


def internal_token(master: bytes) -> str:
    """The token that the processes of one installation know each other by."""
    return hmac.digest(master, b"caretaker internal port", sha256).hex()


class Port:
    """The internal HTTP port of a process, as a WSGI application.

    `hosted` are its services by name, as they come; `not_ready` says what keeps the
    process from its work, if anything does.
    """

    def __init__(
        self,
        hosted: Mapping[str, Hosted],
        token: str,
        not_ready: Callable[[], str] = lambda: "",
    ) -> None:
        self._hosted = hosted
        self._expected = f"Bearer {token}"
        self._not_ready = not_ready

    def __call__(self, environ: dict[str, Any], start: Any) -> Any:
        return self._respond(Request(environ))(environ, start)

    def _respond(self, request: Request) -> Response:
        try:
            endpoint, arguments = _ROUTES.bind_to_environ(request.environ).match()
            if endpoint not in _OPEN and not self._knows(request):
                return _json({"error": "unknown peer"}, 401)
            response: Response = getattr(self, f"_{endpoint}")(request, **arguments)
            return response
        except HTTPException as error:
            return _json({"error": error.description}, error.code or 500)
        except Refusal as refusal:
            return _json(refusal_out(refusal), refusal.status)

    def _knows(self, request: Request) -> bool:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(), self._expected.encode())

    def _execute(self, request: Request) -> Response:
        with _told_if_unreadable():
            wire = json.loads(request.get_data())
            command = _message("command", wire["command"])
            cause = cause_in(wire["cause"])
        hosted = self._of(service_of(command))
        return _json(message_out(hosted.execute(command, cause)))

    def _ask(self, request: Request) -> Response:
        with _told_if_unreadable():
            wire = json.loads(request.get_data())
            query = _message("query", wire["query"])
            caller, requires = caller_in(wire["caller"]), dict(wire["requires"])
        hosted = self._of(service_of(query))
        return _json(message_out(hosted.ask(query, caller, requires)))

    def _feed(self, request: Request, service: str, school: UUID) -> Response:
        after = request.args.get("after", 0, type=int)
        limit = request.args.get("limit", PAGE, type=int)
        page = max(1, min(limit, PAGE))
        events = self._of(service).application.feed(school, after, page)
        return _json({"events": [event.to_wire() for event in events]})

    def _heads(self, request: Request, service: str) -> Response:
        since = request.args.get("since")
        with _told_if_unreadable():
            moment = datetime.fromisoformat(since) if since else None
        heads = self._of(service).application.heads(moment)
        return _json({"heads": [head_out(head) for head in heads]})

    def _healthz(self, _: Request) -> Response:
        return _json({"status": "alive"})

    def _readyz(self, _: Request) -> Response:
        """Ready is who was started, is not stopping, and has its databases."""
        if why := self._not_ready():
            return _json({"status": why}, 503)
        for hosted in list(self._hosted.values()):
            hosted.application.heads(hosted.application.clock())
        return _json({"status": "ready"})

    def _metrics(self, _: Request) -> Response:
        return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)

    def _of(self, service: str) -> Hosted:
        if service not in self._hosted:
            raise Unavailable(f"{service} does not run here")
        return self._hosted[service]


@contextmanager
def _told_if_unreadable() -> Iterator[None]:
    """A bad request is the peer's mistake; what goes wrong later is our own."""
    try:
        yield
    except (Unreadable, KeyError, TypeError, ValueError) as error:
        raise BadRequest(f"not a request of ours: {error}") from error


def _message(kind: str, wire: Json) -> Any:
    if wire["kind"] != kind:
        raise Unreadable(f"a {wire['kind']} is no {kind}")
    return message_in(wire)


def _json(content: dict[str, Any], status: int = 200) -> Response:
    return Response(json.dumps(content), status, content_type="application/json")
