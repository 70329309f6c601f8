"""How does a process ask the services that run elsewhere?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import requests

from contracts.access import Caller
from contracts.envelope import Recorded, from_wire
from contracts.fields import format_moment
from contracts.refusals import Unavailable
from shared.link import service_of
from shared.passing import (
    Json,
    caller_out,
    cause_out,
    head_in,
    message_in,
    message_out,
    refusal_in,
)
from shared.store import Head
from shared.work import Cause

CONNECT_SECONDS = 2.0
ANSWER_SECONDS = 30.0


class HttpLink:
    """Services by the URLs of their internal ports, over pooled connections."""

    def __init__(self, urls: Mapping[str, str], token: str) -> None:
        self._urls = urls
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"Bearer {token}"

    def execute(self, command: Any, cause: Cause) -> Any:
        body = {"command": message_out(command), "cause": cause_out(cause)}
        return message_in(self._call(service_of(command), "POST", "execute", body))

    def ask(
        self, query: Any, caller: Caller, requires: Mapping[str, int] | None = None
    ) -> Any:
        body = {
            "query": message_out(query),
            "caller": caller_out(caller),
            "requires": dict(requires or {}),
        }
        return message_in(self._call(service_of(query), "POST", "ask", body))

    def feed(
        self, service: str, school: UUID, after: int, limit: int
    ) -> list[Recorded]:
        path = f"feed/{service}/{school}?after={after}&limit={limit}"
        page = self._call(service, "GET", path)["events"]
        return [from_wire(wire) for wire in page]

    def heads(self, service: str, since: datetime | None) -> list[Head]:
        asked = f"?since={format_moment(since)}" if since else ""
        path = f"heads/{service}{asked}"
        return [head_in(wire) for wire in self._call(service, "GET", path)["heads"]]

    def _call(
        self, service: str, method: str, path: str, body: Json | None = None
    ) -> Json:
        if service not in self._urls:
            raise Unavailable(f"nobody said where {service} runs")
        try:
            response = self._session.request(
                method,
                f"{self._urls[service]}/{path}",
                json=body,
                timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
            )
            answer: Json = response.json()
        except requests.RequestException as error:
            raise Unavailable(f"{service} does not answer") from error
        if "kind" in answer and "details" in answer:
            raise refusal_in(answer)
        if not response.ok:
            raise Unavailable(f"{service} answered {response.status_code}")
        return answer
