"""What may a network do between us and a broker? Hold, delay, cut, tell nobody.

A proxy on loopback that carries every connection to a port, in two directions that can
be held one by one: `up` from us to the server, `down` from the server to us.
"""

from __future__ import annotations

import select
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

_CHUNK = 65_536
_LOOK_SECONDS = 0.02


class Direction:
    """One way through the proxy: it flows, is held, or comes late."""

    def __init__(self) -> None:
        self.flows = threading.Event()
        self.flows.set()
        self.delay = 0.0
        self.swallows = False
        self.carried = 0

    def hold(self) -> None:
        """Carry nothing further, and lose nothing either."""
        self.flows.clear()

    def release(self) -> None:
        """Carry on, with what was held first."""
        self.flows.set()


class Proxy:
    """A port of this machine behind which another one is."""

    def __init__(self, port: int) -> None:
        self.up, self.down = Direction(), Direction()
        self.connections = 0
        self._server = port
        self._stopping = threading.Event()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._run(self._accept)

    def url(self) -> str:
        """The broker, by way of this proxy."""
        return f"amqp://guest:guest@127.0.0.1:{self.port}//"

    def cut(self) -> None:
        """End every connection now, with a reset to both sides."""
        for one in list(self._open):
            with suppress(OSError):
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                one.shutdown(socket.SHUT_RDWR)

    def half_open(self) -> None:
        """Swallow whatever comes, both ways, and leave every connection open."""
        self.up.swallows = self.down.swallows = True

    def heal(self) -> None:
        """Carry again; what is still open and was half so is cut."""
        self.cut()
        self.up.swallows = self.down.swallows = False
        self.up.delay = self.down.delay = 0.0
        self.up.release()
        self.down.release()

    def close(self) -> None:
        """End, with all its threads."""
        self._stopping.set()
        self.heal()
        self._listening.close()
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        self._listening.settimeout(_LOOK_SECONDS)
        while not self._stopping.is_set():
            try:
                near, _ = self._listening.accept()
            except OSError:
                continue
            try:
                far = socket.create_connection(("127.0.0.1", self._server), 2)
            except OSError:
                near.close()
                continue
            self.connections += 1
            self._run(lambda near=near, far=far: self._carry(near, far))

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        self._open |= {near, far}
        ways = {near: (far, self.up), far: (near, self.down)}
        with closing(near), closing(far):
            while not self._stopping.is_set():
                flowing = [one for one, (_, way) in ways.items() if way.flows.is_set()]
                try:
                    ready, _, _ = select.select(flowing, [], [], _LOOK_SECONDS)
                    if not all(self._pass_on(one, *ways[one]) for one in ready):
                        break
                except (OSError, ValueError):
                    break
            self._open -= {near, far}

    def _pass_on(self, one: socket.socket, to: socket.socket, way: Direction) -> bool:
        """Whether there may be more after what was carried."""
        if way.delay:
            self._stopping.wait(way.delay)
        if not way.flows.is_set():
            return True  # held while it waited
        brought = one.recv(_CHUNK)
        if brought and not way.swallows:
            to.sendall(brought)
            way.carried += len(brought)
        return bool(brought)

    def _run(self, what: object) -> None:
        assert callable(what)
        self._threads.append(threading.Thread(target=what, daemon=True))
        self._threads[-1].start()


@contextmanager
def proxy_to(port: int) -> Iterator[Proxy]:
    """A proxy for as long as the block lasts."""
    proxy = Proxy(port)
    try:
        yield proxy
    finally:
        proxy.close()
