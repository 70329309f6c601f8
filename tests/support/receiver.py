"""How does a test come by somebody who is told? A server on loopback, over TLS."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from services.intake.outgoing.webhook import Reach
from tests.support.certificates import NAME, certify


@dataclass
class Receiver:
    """What came, and what is answered to what comes next.

    A status of 0 is no answer at all until the test is over. An answer that
    `drips` comes byte by byte, each of them in time. A `line` is sent instead.
    """

    certificate: Path
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    came: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    port: int = 0
    drips: bool = False
    line: bytes = b""

    @property
    def address(self) -> str:
        return f"https://{NAME}:{self.port}/told?of=tickets"

    def reach(self, seconds: float = 10.0) -> Reach:
        """A way here, and to nowhere else that is not public."""
        trusting = ssl.create_default_context(cafile=str(self.certificate))
        return Reach(
            look_up=lambda _host, _port: ["127.0.0.1"],
            may_reach=lambda address: ip_address(address).is_loopback,
            context=lambda: trusting,
            seconds=seconds,
        )

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers["Content-Length"]))
        told = {name.lower(): value for name, value in request.headers.items()}
        self.came.append((told, body))
        if not self.status:
            self.over.wait(30)
            return
        if self.line:
            request.wfile.write(self.line)
            return
        if self.drips:
            for byte in f"HTTP/1.0 {self.status} Well\r\n\r\n":
                request.wfile.write(byte.encode())
                self.over.wait(0.05)
            return
        request.send_response(self.status)
        for name, value in self.headers.items():
            request.send_header(name, value)
        request.end_headers()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Whoever goes away before the end does so on purpose here."""


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Receiver]:
    """Somebody on loopback who is told."""
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    certify(certificate, key)
    yield from _listening(certificate, key)


@pytest.fixture
def other_receiver(receiver: Receiver) -> Iterator[Receiver]:
    """Somebody else, whose certificate is the same."""
    key = receiver.certificate.with_name("key.pem")
    yield from _listening(receiver.certificate, key)


def _listening(certificate: Path, key: Path) -> Iterator[Receiver]:
    made = Receiver(certificate)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            made.answer(self)

        def log_message(self, *_: Any) -> None:
            pass

    server = _Server(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    made.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield made
    made.over.set()
    server.shutdown()
    server.server_close()
    thread.join()
