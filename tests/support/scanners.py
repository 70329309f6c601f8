"""How do tests get a scanner? ClamAV's own, privately, or one that is at fault.

The real one knows a single signature: that of the EICAR test file, by its hash.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest

from infra import tools
from tests.support.apart import free_ports

EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD" + "-ANTIVIRUS-TEST-FILE!$H+H*"
"""What every scanner takes for infected, and does nothing (eicar.org)."""

FOUND = "Eicar-Test-File.UNOFFICIAL"
"""What the real scanner calls it: a signature that is not ClamAV's own."""

_PATIENCE_SECONDS = 60.0
_SETTINGS = """
Foreground yes
DatabaseDirectory {home}/signatures
LocalSocket {home}/clamd.ctl
TCPSocket {port}
TCPAddr 127.0.0.1
LogFile {home}/clamd.log
StreamMaxLength 1M
"""


class Clamd:
    """A real scanner that a test may ask at a port or at a socket."""

    def __init__(self, home: Path) -> None:
        self._home = home
        [self._port] = free_ports(1)
        signatures = home / "signatures"
        signatures.mkdir()
        eicar = EICAR.encode()
        named = f"{sha256(eicar).hexdigest()}:{len(eicar)}:Eicar-Test-File\n"
        (signatures / "own.hsb").write_text(named)
        told = _SETTINGS.format(home=home, port=self._port)
        told += "User root\n" if os.geteuid() == 0 else ""
        (home / "clamd.conf").write_text(told)

    @property
    def url(self) -> str:
        return f"clamd://127.0.0.1:{self._port}"

    @property
    def socket_url(self) -> str:
        return f"clamd://{self._home}/clamd.ctl"

    def start(self) -> subprocess.Popen[bytes]:
        """Start, and return once it answers."""
        program = tools.find_clamd()
        assert program is not None, "--without-clamav leaves these tests out"
        # The kernel ends it when whoever started it is gone, by kill -9 even.
        bound = ["setpriv", "--pdeathsig", "TERM", str(program)]
        server = subprocess.Popen(
            [*bound, f"--config-file={self._home / 'clamd.conf'}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not self._answers():
            if server.poll() is not None or time.monotonic() > deadline:
                log = self._home / "clamd.log"
                pytest.fail(log.read_text() if log.exists() else "it said nothing")
            time.sleep(0.05)
        return server

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self._port)) as asking:
                asking.sendall(b"zPING\0")
                return asking.recv(100) == b"PONG\0"
        except OSError:
            return False


@pytest.fixture(scope="session")
def clamd() -> Iterator[Clamd]:
    """The one real scanner of this process."""
    home = Path(tempfile.mkdtemp(prefix="caretaker-scanner-"))
    scanner = Clamd(home)
    server = scanner.start()
    yield scanner
    server.send_signal(signal.SIGTERM)
    server.wait(_PATIENCE_SECONDS)
    shutil.rmtree(home, ignore_errors=True)


class Scripted:
    """A scanner that answers as a test says, whatever it is sent.

    `answer` goes out piece by piece, `pause` seconds apart; None: it never answers.
    `takes` bytes are read before; `meanwhile` happens between reading and answering.
    """

    def __init__(self) -> None:
        self.answer: bytes | None = b"stream: OK\0"
        self.pause = 0.0
        self.takes: int | None = None
        self.meanwhile: Callable[[], object] = bool
        self.asked: list[bytes] = []
        self.over = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def url(self) -> str:
        return f"clamd://127.0.0.1:{self._listening.getsockname()[1]}"

    def close(self) -> None:
        self.over.set()
        # A thread that waits in accept is woken by this, and by no close.
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _serve(self) -> None:
        while not self.over.is_set():
            with suppress(OSError):
                asking, _ = self._listening.accept()
                with asking:
                    self._attend(asking)

    def _attend(self, asking: socket.socket) -> None:
        asking.settimeout(_PATIENCE_SECONDS)
        said = b""
        while not said.endswith(bytes(4)) and self.takes is None:
            said += asking.recv(65_536)
        if self.takes is not None:
            said = asking.recv(self.takes)
        self.asked.append(said)
        self.meanwhile()
        if self.answer is None:
            # Whoever asked ends it.
            asking.recv(1)
            return
        size = 1 if self.pause else len(self.answer) or 1
        for start in range(0, len(self.answer), size):
            self.over.wait(self.pause)
            asking.sendall(self.answer[start : start + size])


@pytest.fixture
def scripted() -> Iterator[Scripted]:
    """A scanner at fault, or not."""
    scanner = Scripted()
    yield scanner
    scanner.close()
