"""How does a process answer over HTTP, and stop without cutting anybody off?"""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from typing import Any

import eventlet
from eventlet import wsgi

KEPT_SECONDS = 75
"""How long a connection is kept for the next request; longer than by proxies."""

_log = logging.getLogger(__name__)


class Server:
    """A WSGI application on a socket that listens already, in green threads."""

    def __init__(
        self, listening: socket.socket, application: Callable[..., Any]
    ) -> None:
        self._listening = listening
        self._application = application

    def start(self) -> None:
        """Take requests from now on."""
        self._thread = eventlet.spawn(self._serve)

    def stop(self, patience: float) -> bool:
        """Take no more, and finish what was taken; False where that took too long."""
        # Ends the wait for the next connection; the server itself then closes those
        # that nobody uses, and waits for the others.
        self._thread.kill(SystemExit)
        self._listening.close()
        ended = False
        with eventlet.Timeout(patience, False):
            self._thread.wait()
            ended = True
        if not ended:
            self._thread.kill()
        return ended

    def _serve(self) -> None:
        wsgi.server(
            self._listening,
            self._application,
            log=_log,
            log_output=False,
            keepalive=KEPT_SECONDS,
            socket_timeout=KEPT_SECONDS,
        )
