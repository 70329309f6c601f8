"""Where does nameko hold our services? In the container's extensions, and only here."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from typing import Any, TypeVar, cast

import eventlet
from eventlet import wsgi
from nameko.extensions import DependencyProvider, Entrypoint

from shared.application import Application, Rooms
from shared.hints import Hints
from shared.hosting import Process
from shared.link import Link

PROCESS = "process"
"""The key of a container's configuration that holds the process it runs in."""

SOCKET = "socket"
"""The key of a container's configuration that holds the listening socket."""

F = TypeVar("F", bound=Callable[..., Any])
_log = logging.getLogger(__name__)


class Runs(DependencyProvider):  # type: ignore[misc]  # nameko is not typed
    """Gives a service its application, and runs its loops while the container runs."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    def setup(self) -> None:
        process: Process = self.container.config[PROCESS]
        self._loops = process.host(self._rooms)

    def start(self) -> None:
        for loop in self._loops.all():
            self.container.spawn_managed_thread(loop, identifier=loop.__name__)

    def stop(self) -> None:
        self._loops.wake()

    def get_dependency(self, worker_ctx: Any) -> Application:
        return self._loops.hosted.application


class Serves(DependencyProvider):  # type: ignore[misc]  # nameko is not typed
    """Serves a WSGI application on the socket that the configuration holds.

    It is given hints of what the services that it `hears` publish.
    """

    def __init__(self, make: Callable[[Link, Hints], Any], *hears: str) -> None:
        self._make = make
        self._hears = hears

    def start(self) -> None:
        process: Process = self.container.config[PROCESS]
        self._socket: socket.socket = self.container.config[SOCKET]
        application = self._make(process.link, process.hints)
        self.container.spawn_managed_thread(
            lambda: process.overhear(*self._hears), identifier="overhear"
        )
        self.container.spawn_managed_thread(
            lambda: wsgi.server(
                self._socket,
                application,
                log=_log,
                log_output=False,
                keepalive=75,
                socket_timeout=75,
            ),
            identifier="serve",
        )

    def kill(self) -> None:
        self._socket.close()

    def get_dependency(self, worker_ctx: Any) -> None:
        return None


class Sweep(Entrypoint):  # type: ignore[misc]  # nameko is not typed
    """Calls a method every so often; each call is a worker, the next waits for it."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self._seconds = seconds

    def start(self) -> None:
        self.container.spawn_managed_thread(self._run, identifier="sweep")

    def _run(self) -> None:
        process: Process = self.container.config[PROCESS]
        while not process.stopping.wait(self._seconds):
            done = eventlet.Event()
            self.container.spawn_worker(
                self,
                (),
                {},
                handle_result=lambda _context, result, error, done=done: (
                    done.send() or (result, error)
                ),
            )
            done.wait()


def sweep(seconds: float) -> Callable[[F], F]:
    """Have a method of a service called every `seconds`."""
    return cast(Callable[[F], F], Sweep.decorator(seconds))
