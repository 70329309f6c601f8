"""How does a command find the running platform, and what does it make of a no?

It imports little: a mail server starts a command for every message.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, quote, urlencode, urlsplit

REPOSITORY = Path(__file__).parents[2]
DEFAULT_URL = "http://127.0.0.1:8000"
DEFAULT_DATA = REPOSITORY / "var"
TOKEN_FILE = "operator.token"  # noqa: S105  # a name, not a secret
PATIENCE = 60.0
"""Seconds that an answer may let wait for its next byte."""

_CONNECT = {"http": HTTPConnection, "https": HTTPSConnection}
_PROBLEM = "application/problem+json"
_TOKEN = re.compile(r"[!-~]+")

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
        fields = [f"{name}: {why}" for name, why in self.bad_fields.items()]
        said = "; ".join(fields) or self.content.get("detail")
        title = self.content.get("title") or f"the platform answered {self.status}"
        return f"{title}: {said}" if said else str(title)

    @property
    def bad_fields(self) -> dict[str, str]:
        """Each field that the platform names, and what is wrong with it."""
        return {
            error.get("field", ""): " ".join(error.get("messages", ()))
            for error in self.content.get("errors", ())
        }


@dataclass(frozen=True)
class Client:
    """The API of a running platform, as the holder of a token sees it."""

    url: str
    token: str = field(repr=False)

    def get(self, *path: object, **query: Any) -> Json:
        """What is at a path; only the parameters that are given are sent."""
        return self.send("GET", *path, query=query)

    def post(self, *path: object, body: Json) -> Json:
        return self.send("POST", *path, body=json.dumps(body).encode())

    def put(self, *path: object, body: Json) -> Json:
        return self.send("PUT", *path, body=json.dumps(body).encode())

    def delete(self, *path: object, **query: Any) -> Json:
        return self.send("DELETE", *path, query=query)

    def send(
        self,
        method: str,
        *path: object,
        query: Json | None = None,
        body: bytes | None = None,
        kind: str = "application/json",
    ) -> Json:
        """One request; Problem for a no, Unreachable where no platform answers."""
        place = _place(self.url)
        given = {name: part for name, part in (query or {}).items() if part is not None}
        target = "/".join((place.path, "api", "v1", *map(_quoted, path)))
        target += f"?{urlencode(given)}" if given else ""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": kind}
        try:
            with closing(_CONNECT[place.scheme](place.netloc, timeout=PATIENCE)) as way:
                # Whoever takes no body this long answers before all of it has come.
                with suppress(BrokenPipeError, ConnectionResetError):
                    way.request(method, target, body, headers)
                return self._read(way.getresponse())
        except (OSError, HTTPException, UnicodeError) as error:
            why = getattr(error, "strerror", None) or str(error) or "no answer"
            raise Unreachable(f"no platform answers at {self.url}: {why}") from error

    def _read(self, answer: HTTPResponse) -> Json:
        content = answer.read()
        kind = answer.headers.get_content_type()
        with suppress(ValueError):
            told = json.loads(content) if content else {}
            if answer.status >= 400 and kind == _PROBLEM and isinstance(told, dict):
                raise Problem(answer.status, told)
            if answer.status < 300 and isinstance(told, dict):
                return told
        raise Unreachable(
            f"what answers at {self.url} is no Caretaker: {answer.status} {kind}"
        )


def find(url: str | None, data: Path | None, token: str | None) -> Client:
    """The platform that is named, or else this machine's own.

    Unreachable where no token is to be found, and where the name is none.
    """
    _place(url or DEFAULT_URL)
    found = token or _own_token(data or DEFAULT_DATA)
    if not _TOKEN.fullmatch(found):
        raise Unreachable("the token holds characters that no token has")
    return Client((url or DEFAULT_URL).rstrip("/"), found)


def _place(url: str) -> SplitResult:
    """Where a URL leads; Unreachable for one that leads nowhere."""
    with suppress(ValueError):
        place = urlsplit(url)
        if place.scheme in _CONNECT and place.hostname and place.port != 0:
            return place
    raise Unreachable(f"{url!r} is not a URL such as {DEFAULT_URL}")


def _own_token(data: Path) -> str:
    try:
        return (data / TOKEN_FILE).read_text().strip()
    except (OSError, ValueError) as error:
        raise Unreachable(
            f"there is no token in {data / TOKEN_FILE}: start the platform with"
            " `caretaker up`, or set CARETAKER_TOKEN"
        ) from error


def _quoted(part: object) -> str:
    # What somebody typed may hold bytes that are no text.
    return quote(os.fsencode(str(part)), safe="")
