"""How do services run in a process? Each in its container, until told to stop."""

from __future__ import annotations

import logging
import signal
import socket
import time
from collections.abc import Sequence
from typing import Any

from nameko.containers import ServiceContainer

from shared.entrypoints import PROCESS, SOCKET
from shared.hosting import Process
from shared.serving import Server

_LOOK_SECONDS = 0.2
_log = logging.getLogger(__name__)


class Runner:
    """The containers of one process, started and stopped together.

    `listening` is where the gateway is reached, `port` is where other processes reach
    the services of this one.
    """

    def __init__(
        self,
        process: Process,
        services: Sequence[type],
        listening: socket.socket,
        port: Server | None = None,
    ) -> None:
        self._process = process
        self._port = port
        config: dict[str, Any] = {PROCESS: process, SOCKET: listening}
        self._containers = [ServiceContainer(service, config) for service in services]
        self._told: list[int] = []

    def heed(self) -> None:
        """From now on SIGINT and SIGTERM stop this process in order."""
        for name in (signal.SIGINT, signal.SIGTERM):
            # A handler runs wherever the program happens to be, so it only notes.
            signal.signal(name, lambda number, _: self._told.append(number))

    def start(self) -> None:
        """Start every service; their databases are ready when this returns."""
        if self._port:
            self._port.start()
        for container in self._containers:
            container.start()
        self._process.started.set()

    def watch(self) -> None:
        """Let who still waits to start know that it is told to stop."""
        while not self._told:
            time.sleep(_LOOK_SECONDS)
        self._process.leaving.set()

    def wait(self, drain: float = 0.0) -> None:
        """Return once SIGINT or SIGTERM has come and everything has stopped."""
        self.heed()
        while not self._told:
            time.sleep(_LOOK_SECONDS)
        self.stop(drain)

    def stop(self, drain: float = 0.0) -> None:
        """Take no more, finish what is being done, and close."""
        self._process.leave(drain)
        if self._port and not self._port.stop(self._process.patience()):
            _log.warning("peers that asked for too much were cut off")
        # The gateway asks the services to the last, so it stops first.
        for container in reversed(self._containers):
            container.stop()
