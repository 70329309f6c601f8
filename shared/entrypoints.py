"""Where does nameko hold our services? In the container's extensions, and only here."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

import eventlet
from nameko.extensions import DependencyProvider, Entrypoint

from contracts.refusals import Unavailable
from shared.application import Application, Rooms
from shared.hints import Hints
from shared.hosting import Process
from shared.link import Link
from shared.serving import Server
from shared.turns import turn

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
        self._threads = [
            self.container.spawn_managed_thread(loop, identifier=loop.__name__)
            for loop in self._loops.all()
        ]

    def stop(self) -> None:
        """Let what is being applied or published be committed first."""
        self._loops.wake()
        process: Process = self.container.config[PROCESS]
        _wait(self._threads, process)

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
        application = self._make(process.link, process.hints)
        self._overhearing = self.container.spawn_managed_thread(
            lambda: process.overhear(*self._hears), identifier="overhear"
        )
        self._server = Server(self.container.config[SOCKET], application)
        self._server.start()

    def stop(self) -> None:
        """Let everybody have their answer, and live pages ask elsewhere."""
        process: Process = self.container.config[PROCESS]
        process.hints.close()
        if not self._server.stop(process.patience()):
            _log.warning("requests that took too long were cut off")
        _wait([self._overhearing], process)

    def get_dependency(self, worker_ctx: Any) -> None:
        return None


class Sweep(Entrypoint):  # type: ignore[misc]  # nameko is not typed
    """Calls a method every so often; each call is a worker, the next waits for it."""

    def __init__(self, seconds: float, *, once: bool = False) -> None:
        super().__init__()
        self._seconds = seconds
        self._once = once

    def start(self) -> None:
        self._thread = self.container.spawn_managed_thread(
            self._run, identifier="sweep"
        )

    def stop(self) -> None:
        """Let a sweep that runs come to its end."""
        process: Process = self.container.config[PROCESS]
        _wait([self._thread], process)

    def _run(self) -> None:
        process: Process = self.container.config[PROCESS]
        while not process.stopping.wait(self._seconds):
            if not self._once:
                self._sweep()
                continue
            hosted = process.here.hosted[self.container.service_name]
            try:
                with turn(hosted.application.database, self.method_name) as mine:
                    if mine:
                        self._sweep()
            except Unavailable as error:
                _log.warning("%s waits: %s", self.method_name, error)

    def _sweep(self) -> None:
        done = eventlet.Event()
        self.container.spawn_worker(
            self,
            (),
            {},
            handle_result=lambda _context, result, error: (
                done.send() or (result, error)
            ),
        )
        done.wait()


def _wait(threads: Sequence[Any], process: Process) -> None:
    """For what runs to end, as long as there is time; the container ends the rest."""
    with eventlet.Timeout(process.patience(), False):
        for thread in threads:
            thread.wait()


def sweep(seconds: float, *, once: bool = False) -> Callable[[F], F]:
    """Have a method of a service called every `seconds`.

    `once`: by one replica of the service at a time, whoever's turn it is.
    """
    return cast(Callable[[F], F], Sweep.decorator(seconds, once=once))
