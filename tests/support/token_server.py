"""Who gives out tokens in tests, and tells a mail server whose they are? OAuth2.

A token endpoint (RFC 6749) and an introspection endpoint (RFC 7662), as providers
have them: one that gives tokens to a program, one that changes the refresh token, and
one that trusts what a service account has signed (RFC 7523).
"""

from __future__ import annotations

import json
import threading
import time
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qs

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

CLIENT_SECRET = "the-secret-of-the-program"
REFRESH = "the-first-refresh-token"
ACCOUNT = "caretaker@msp.iam.example"

Answer = tuple[int, dict[str, Any]]


class TokenServer:
    """What it gives out: `lives` is for how long, `asked` what it was asked for.

    `account` is the key of the service account that it trusts.
    While it is `away`, this is answered in its place.
    """

    def __init__(self) -> None:
        self.url = ""
        self.lives = 3_600
        self.owner = ""
        self.refresh = REFRESH
        self.away: Answer | None = None
        self.asked: list[dict[str, str]] = []
        self.account: RSAPublicKey | None = None
        self._numbers = count(1)
        self.active: dict[str, str] = {}

    def revoke(self) -> None:
        """Nothing that was given out holds any more."""
        self.active.clear()

    def answer(self, path: str, form: dict[str, str]) -> Answer:
        if path == "/introspect":
            user = self.active.get(form.get("token", ""))
            return 200, {"active": user is not None, "username": user or ""}
        if path == "/moved":
            return 307, {}
        if self.away:
            return self.away
        self.asked.append(form)
        if "assertion" in form:
            return self._answer_signed(form)
        kinds = {"client_credentials": CLIENT_SECRET, "refresh_token": self.refresh}
        given = form.get("refresh_token") or form.get("client_secret")
        if kinds.get(form["grant_type"]) != given:
            return 400, {"error": "invalid_grant", "error_description": str(form)}
        number = next(self._numbers)
        token = f"token-{number}"
        self.active[token] = self.owner
        told: dict[str, Any] = {"access_token": token, "expires_in": self.lives}
        if form["grant_type"] == "refresh_token":
            self.refresh = f"refresh-token-{number}"
            told["refresh_token"] = self.refresh
        return 200, told

    def _answer_signed(self, form: dict[str, str]) -> Answer:
        """A token of whoever is named, where the account that it trusts has signed."""
        said, _, signature = form["assertion"].rpartition(".")
        try:
            assert self.account is not None
            self.account.verify(decoded(signature), said.encode(), PKCS1v15(), SHA256())
            claims = json.loads(decoded(said.partition(".")[2]))
            assert form["grant_type"].endswith(":jwt-bearer")
            assert claims["iss"] == ACCOUNT
            assert claims["aud"] == f"{self.url}/token"
            assert claims["scope"] == "https://mail.google.com/"
            assert claims["iat"] <= time.time() < claims["exp"] <= claims["iat"] + 3_600
        except (AssertionError, InvalidSignature, ValueError):
            return 400, {"error": "invalid_grant", "error_description": str(form)}
        token = f"token-{next(self._numbers)}"
        self.active[token] = claims["sub"]
        return 200, {"access_token": token, "expires_in": self.lives}


def decoded(part: str) -> bytes:
    """A part of what is signed."""
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


@pytest.fixture(scope="session")
def token_server() -> Iterator[TokenServer]:
    """One for all tests of this process: a mail server is told of it when it starts."""
    tokens = TokenServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            form = parse_qs(self.rfile.read(length).decode())
            plain = {name: values[0] for name, values in form.items()}
            status, told = tokens.answer(self.path, plain)
            content = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            if status == 307:
                # Whoever follows sends there what was sent here, secrets and all.
                self.send_header("Location", f"{tokens.url}/token")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    tokens.url = f"http://127.0.0.1:{server.server_port}"
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    yield tokens
    server.shutdown()
    server.server_close()
