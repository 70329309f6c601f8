"""How does a process that takes in mail live, and how is it asked how it is?"""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import Any, Protocol
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from shared.logs import write_json_lines
from shared.places import with_files
from shared.port import Port

HIGHEST_PORT = 65_535
STOP_SECONDS = 20.0
"""How long what is in hand may take to end."""

_log = logging.getLogger("caretaker")


class Worker(Protocol):
    """What the process is for: it works in threads of its own until it is stopped."""

    def start(self) -> None: ...

    def stop(self, patience: float) -> bool: ...


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Probes come every few seconds, and tell nothing."""


def live(make: Callable[[Mapping[str, str]], Worker], usual_port: int) -> int:
    """Work until SIGINT or SIGTERM; 1 where it cannot begin, with one line why.

    Each kind of process has a `usual_port` of its own to be asked at: they run beside
    each other, and beside the services.
    """
    write_json_lines(sys.stdout)
    told = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: told.set())
    try:
        environment = with_files(os.environ)
        worker = make(environment)
        state = ["starting"]
        port = _internal_port(environment, usual_port)
        with _answering(environment, port, lambda: state[-1]):
            worker.start()
            state.append("")
            _log.info("ready")
            while not told.wait(1.0):
                pass
            state.append("stopping")
            if not worker.stop(STOP_SECONDS):
                _log.warning("what took too long was cut off, and comes again")
    except (ValueError, OSError) as error:
        _log.error("cannot start: %s", error)
        return 1
    _log.info("stopped")
    return 0


def _internal_port(environment: Mapping[str, str], usual: int) -> int:
    given = environment.get("CARETAKER_INTERNAL_PORT") or str(usual)
    if not (given.isascii() and given.isdigit() and int(given) <= HIGHEST_PORT):
        told = f"CARETAKER_INTERNAL_PORT is a number up to {HIGHEST_PORT}"
        raise ValueError(f"{told}, not {given!r}")
    return int(given)


@contextmanager
def _answering(
    environment: Mapping[str, str], at: int, not_ready: Callable[[], str]
) -> Iterator[None]:
    """Meanwhile /healthz, /readyz and /metrics are answered; nobody hosts a service."""
    host = environment.get("CARETAKER_HOST") or "127.0.0.1"
    port = Port({}, os.urandom(16).hex(), not_ready)
    _Server.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
    server = make_server(host, at, port, _Server, _Quiet)
    _log.info("listening on port %s", server.server_port)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
