"""How does a command find the running platform, and what does it make of a no?

It imports little: a mail server starts a command for every message.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

REPOSITORY = Path(__file__).parents[2]
DEFAULT_URL = "http://127.0.0.1:8000"
DEFAULT_DATA = REPOSITORY / "var"
TOKEN_FILE = "operator.token"  # noqa: S105  # a name, not a secret
_PATIENCE = 60.0

Json = dict[str, Any]


class Unreachable(Exception):
    """The platform does not answer, or this machine has no token for it."""


@dataclass
class Problem(Exception):
    """What the platform answered instead (RFC 9457)."""

    status: int
    content: Json

    def __str__(self) -> str:
        """One line for a person: what is wrong, and each bad field."""
        said = [
            f"{error['field']}: {' '.join(error['messages'])}"
            for error in self.content.get("errors", [])
        ]
        if not said:
            said = [str(self.content.get("detail") or self.content.get("title"))]
        changes = [
            f"{change['actor']}: {change['type'].partition('.')[2].replace('_', ' ')}"
            for change in self.content.get("changes", [])
        ]
        if changes:
            said.append(f"since then: {', '.join(changes)}")
        return "; ".join(said)


@dataclass(frozen=True)
class Client:
    """The API of a running platform, as the holder of a token sees it."""

    url: str
    token: str

    def get(self, path: str, **query: Any) -> Json:
        """What is at a path; only the parameters that are given are sent."""
        given = {name: value for name, value in query.items() if value is not None}
        return self.send("GET", f"{path}?{urlencode(given)}" if given else path)

    def post(self, path: str, body: Json) -> Json:
        return self.send("POST", path, json.dumps(body).encode(), "application/json")

    def put(self, path: str, body: Json) -> Json:
        return self.send("PUT", path, json.dumps(body).encode(), "application/json")

    def delete(self, path: str) -> Json:
        return self.send("DELETE", path)

    def send(
        self, method: str, path: str, body: bytes | None = None, kind: str = ""
    ) -> Json:
        """One request; Problem for a no, Unreachable where nobody answers."""
        place = urlsplit(self.url)
        connect = HTTPSConnection if place.scheme == "https" else HTTPConnection
        connection = connect(place.netloc, timeout=_PATIENCE)
        headers = {"Authorization": f"Bearer {self.token}"}
        if body is not None:
            headers["Content-Type"] = kind
        try:
            connection.request(
                method, f"{place.path.rstrip('/')}/api/v1{path}", body, headers
            )
            answer = connection.getresponse()
            content, status = answer.read(), answer.status
        except (OSError, HTTPException) as error:
            raise Unreachable(f"no platform answers at {self.url}: {error}") from error
        finally:
            connection.close()
        return _read(status, content)


def find(url: str | None = None, data: Path | None = None) -> Client:
    """The platform that the options, else the environment, else the defaults name.

    Unreachable where no token is to be found.
    """
    found = url or os.environ.get("CARETAKER_URL") or DEFAULT_URL
    token = os.environ.get("CARETAKER_TOKEN")
    if not token:
        file = data_directory(data) / TOKEN_FILE
        try:
            token = file.read_text().strip()
        except OSError as error:
            raise Unreachable(
                f"there is no token in {file}: start the platform with `up`, or set"
                " CARETAKER_TOKEN"
            ) from error
    return Client(found.rstrip("/"), token)


def data_directory(data: Path | None = None) -> Path:
    """Where the platform of this machine keeps its data."""
    return data or Path(os.environ.get("CARETAKER_DATA") or DEFAULT_DATA)


def _read(status: int, content: bytes) -> Json:
    try:
        answer = json.loads(content) if content else {}
    except ValueError:
        answer = {}
    if status >= 400:
        raise Problem(status, answer if isinstance(answer, dict) else {})
    if not isinstance(answer, dict):
        raise Unreachable(f"what answers is no Caretaker (status {status})")
    return answer
