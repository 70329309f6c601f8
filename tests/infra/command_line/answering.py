"""What if something else answers than the platform, or the platform in trouble?"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PROBLEM = "application/problem+json"


@dataclass
class Answer:
    """What is answered to everything, and what was asked."""

    status: int
    content: bytes
    kind: str
    asked: list[str] = field(default_factory=list)
    url: str = ""


def problem(status: int, **content: Any) -> Answer:
    """A problem document of the platform."""
    told = {"title": "No", "status": status, "detail": "not this time", **content}
    return Answer(status, json.dumps(told).encode(), PROBLEM)


@contextmanager
def answering(answer: Answer) -> Iterator[Answer]:
    """A server that gives one answer to everything; its `url` is set meanwhile."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            answer.asked.append(f"{self.command} {self.path}")
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        do_GET = do_PUT = do_DELETE = do_POST  # noqa: N815  # as http.server has it

        def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    answer.url = f"http://127.0.0.1:{server.server_port}"
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    try:
        yield answer
    finally:
        server.shutdown()
        serving.join()
        server.server_close()
