"""How do services run in a process? Each in its container, until told to stop."""

from __future__ import annotations

import signal
import socket
import time
from collections.abc import Sequence
from typing import Any

from nameko.containers import ServiceContainer

from shared.entrypoints import PROCESS, SOCKET
from shared.hosting import Process

_LOOK_SECONDS = 0.2


class Runner:
    """The containers of one process, started and stopped together."""

    def __init__(
        self, process: Process, services: Sequence[type], listening: socket.socket
    ) -> None:
        self._process = process
        self._listening = listening
        config: dict[str, Any] = {PROCESS: process, SOCKET: listening}
        self._containers = [ServiceContainer(service, config) for service in services]

    def start(self) -> None:
        """Start every service; their databases are ready when this returns."""
        for container in self._containers:
            container.start()
        self._process.started.set()

    def wait(self) -> None:
        """Return once SIGINT or SIGTERM has come and everything has stopped."""
        told = []
        for name in (signal.SIGINT, signal.SIGTERM):
            # A handler runs wherever the program happens to be, so it only notes.
            signal.signal(name, lambda number, _: told.append(number))
        while not told:
            time.sleep(_LOOK_SECONDS)
        self.stop()

    def stop(self) -> None:
        """Stop taking requests, finish what is being done, and close."""
        self._process.stopping.set()
        self._process.started.set()
        self._listening.close()
        for container in self._containers:
            container.stop()
