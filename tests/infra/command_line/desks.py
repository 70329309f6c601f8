"""How does a test type commands? Over HTTP, to a whole town that lives in this process.

The town moves between the commands, not during them, so that nothing has to be waited
for.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from werkzeug.serving import make_server

from infra.command_line.main import caretaker
from tests.services.gateway.api import Api, json_of, request_of
from tests.support.cast import ASHGROVE
from tests.support.town import SERVICES, Town

REPOSITORY = Path(__file__).resolve().parents[3]
_COMMANDS_OF_TERMINALS = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")


class Desk:
    """Somebody of the MSP at a terminal, with the platform's data in a directory."""

    def __init__(self, data: Path) -> None:
        self.data = data
        rooms = [import_module(f"services.{name}.rooms").ROOMS for name in SERVICES]
        self.town = Town(rooms, lambda name: f"sqlite:///{data / name}.db")
        self.api = Api(self.town)
        (data / "operator.token").write_text(self.api.administrator.token)
        self.url = ""

    @contextmanager
    def serving(self) -> Iterator[Desk]:
        """The platform answers while this lasts."""
        server = make_server("127.0.0.1", 0, self.api.app)
        self.url = f"http://127.0.0.1:{server.port}"
        answering = threading.Thread(target=server.serve_forever)
        answering.start()
        try:
            yield self
        finally:
            server.shutdown()
            answering.join()
            server.server_close()

    @property
    def environment(self) -> dict[str, str]:
        """Where the platform is, for commands that are not told."""
        return {"CARETAKER_URL": self.url, "CARETAKER_DATA": str(self.data)}

    def types(self, *words: object, stdin: str | bytes | None = None) -> Result:
        """Carry out a command, and all that follows from it."""
        self.town.settle()
        done = run(*words, stdin=stdin, **self.environment)
        self.town.settle()
        return done

    def gets(self, *words: object, stdin: str | bytes | None = None) -> str:
        """What a command that succeeds prints."""
        done = self.types(*words, stdin=stdin)
        assert done.exit_code == 0, done.output
        return done.stdout

    def is_told(self, *words: object, stdin: str | None = None, code: int = 1) -> str:
        """The one line that a command ends with that does not succeed."""
        done = self.types(*words, stdin=stdin)
        assert (done.exit_code, done.stdout) == (code, ""), done.output
        [line] = done.stderr.splitlines()
        return line.removeprefix("caretaker: ")

    def sees(self, columns: int, *words: str) -> list[str]:
        """The lines that a terminal of some width shows of a command."""
        return at_terminal(columns, *words, **self.environment)

    def opens(self, **changed: Any) -> str:
        """A new ticket of Priya's, by its reference."""
        place = f"/schools/{ASHGROVE}/tickets"
        answer = self.api.priya.post(place, request_of(**changed))
        return str(json_of(answer, 201)["reference"])


def run(*words: object, stdin: str | bytes | None = None, **variables: str) -> Result:
    """Carry out a command in this process; what goes wrong in it comes out here."""
    done = CliRunner().invoke(
        caretaker, [str(word) for word in words], input=stdin, env=variables
    )
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def at_terminal(columns: int, *words: str, **variables: str) -> list[str]:
    """The lines that a terminal of some width shows of a command that succeeds."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    program = subprocess.Popen(
        [sys.executable, "-m", "infra.command_line", *words],
        cwd=REPOSITORY,
        env=_without_a_size() | {"TERM": "xterm", **variables},
        stdin=its,
        stdout=its,
        stderr=its,
    )
    os.close(its)
    shown = b""
    while piece := _read(ours):
        shown += piece
    os.close(ours)
    told = _COMMANDS_OF_TERMINALS.sub(b"", shown).decode().replace("\r", "")
    assert program.wait() == 0, told
    return told.splitlines()


def _without_a_size() -> dict[str, str]:
    """Our environment, but not the size of the terminal that we may have."""
    return {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "LINES"}}


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # nobody holds the other end any more
        return b""
