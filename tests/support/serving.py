"""How is a WSGI application reached over real HTTP in a test? Over loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from threading import Thread
from typing import Any

import pytest
from werkzeug.serving import WSGIRequestHandler, make_server

Serve = Callable[[Callable[..., Any]], str]


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002
        """Say nothing: the tests say what they expect."""


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Give a function that serves an application and returns its URL."""
    with ExitStack() as stack:

        def start(application: Callable[..., Any]) -> str:
            server = make_server(
                "127.0.0.1", 0, application, threaded=True, request_handler=_Quiet
            )
            thread = Thread(target=server.serve_forever, args=(0.01,))
            thread.start()
            stack.callback(server.server_close)
            stack.callback(thread.join)
            stack.callback(server.shutdown)
            return f"http://127.0.0.1:{server.port}"

        yield start
