"""Is nobody cut off who was being answered when a process is told to stop?"""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

PROGRAM = """
import os
import sys
from infra import green
green.patch()
import eventlet
from eventlet import tpool
from shared.serving import Server

def answer(environ, begin):
    print("asked", flush=True)
    read = environ["wsgi.input"].read()
    begin("200 OK", [("Content-Type", "text/plain")])
    return [read]

listening = eventlet.listen(("127.0.0.1", 0))
server = Server(listening, answer)
server.start()
print(listening.getsockname()[1], flush=True)
tpool.execute(sys.stdin.readline)
stopping = eventlet.spawn(server.stop, float(sys.argv[1]))
while listening.fileno() >= 0:
    eventlet.sleep(0)
print("stopping", flush=True)
print(stopping.wait(), flush=True)
os._exit(0)  # as it would be ended: nobody is answered while Python tidies up
"""
HEAD = b"POST / HTTP/1.1\r\nHost: caretaker\r\nContent-Length: 10\r\n\r\n"


class Stopped:
    """A server that is told to stop when half of a request has come."""

    def __init__(self, patience: float) -> None:
        program = [sys.executable, "-c", PROGRAM, str(patience)]
        piped = subprocess.PIPE
        self.process = subprocess.Popen(program, stdin=piped, stdout=piped, text=True)
        self.place = ("127.0.0.1", int(self.says()))
        self.asking = socket.create_connection(self.place, timeout=60)
        self.asking.sendall(HEAD + b"half ")
        assert self.says() == "asked"

    def says(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def stop(self) -> None:
        """Return once it takes no more."""
        assert self.process.stdin is not None
        self.process.stdin.write("stop\n")
        self.process.stdin.flush()
        assert self.says() == "stopping"

    def end(self) -> None:
        self.asking.close()
        self.process.kill()
        self.process.communicate()


@contextmanager
def stopped(patience: float) -> Iterator[Stopped]:
    server = Stopped(patience)
    try:
        server.stop()
        yield server
    finally:
        server.end()


def test_who_has_asked_is_answered_and_nobody_else_is_let_in() -> None:
    with stopped(60) as server:
        with pytest.raises(ConnectionError):
            socket.create_connection(server.place, timeout=60)
        server.asking.sendall(b"a bed")
        assert server.asking.recv(1_000).startswith(b"HTTP/1.1 200 OK")
        assert server.says() == "True"


def test_without_patience_whoever_has_asked_is_cut_off() -> None:
    with stopped(0) as server:
        assert server.says() == "False"
        with suppress(ConnectionError):
            server.asking.sendall(b"a bed")
            assert server.asking.recv(1_000) == b""
