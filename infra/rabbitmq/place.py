"""What do the nodes of a private RabbitMQ share? A directory, a secret, a mapper."""

from __future__ import annotations

import os
import pwd
import select
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

from infra.rabbitmq.ports import free_port
from infra.rabbitmq.programs import find_programs

PIDS = "pids"
"""A file for each process that runs there, by its number."""


class Place:
    """A directory of our own, with Erlang's port mapper and cookie for it alone."""

    def __init__(self, home: Path) -> None:
        programs = find_programs()
        if programs is None:
            raise FileNotFoundError("RabbitMQ is missing: see ./caretaker test")
        self.home, self.programs = home, programs
        self._owner = server_user()
        self._port = free_port()
        self._servers: list[subprocess.Popen[bytes]] = []
        (home / PIDS).mkdir()
        self.no_plugins = self.write(home / "no_plugins", "[].")
        self.write(home / ".erlang.cookie", os.urandom(16).hex()).chmod(0o400)
        self.own(home)
        mapper = ["epmd", "-port", str(self._port), "-address", "127.0.0.1"]
        self.serve(mapper, {}, home / "epmd.log")

    def own(self, path: Path) -> None:
        """Give a path to the account that the servers run as."""
        if self._owner:
            shutil.chown(path, self._owner, self._owner)

    def write(self, path: Path, text: str) -> Path:
        """Write a file that the servers read."""
        path.write_text(text)
        self.own(path)
        return path

    def serve(
        self, command: list[str], environment: dict[str, str], log: Path
    ) -> subprocess.Popen[bytes]:
        """Start a server that the keeper knows of; `ended` when it has."""
        server = self.run(command, environment, log)
        self._servers.append(server)
        (self.home / PIDS / str(server.pid)).touch()
        return server

    def ended(self, server: subprocess.Popen[bytes]) -> None:
        """The keeper need not end this one any more."""
        self._servers.remove(server)
        (self.home / PIDS / str(server.pid)).unlink()

    def close(self) -> None:
        """End whatever serves here, by force."""
        for server in list(self._servers):
            server.kill()
            server.wait()
            self.ended(server)

    def run(
        self, command: list[str], environment: dict[str, str], log: Path
    ) -> subprocess.Popen[bytes]:
        """Start a program as the servers' account, with nothing of the machine's."""
        with log.open("ab") as output:
            return subprocess.Popen(
                command,
                cwd=self.home,
                env={
                    "PATH": os.environ["PATH"],
                    "LANG": "C.UTF-8",
                    "HOME": str(self.home),
                    "ERL_EPMD_PORT": str(self._port),
                    "ERL_EPMD_ADDRESS": "127.0.0.1",
                    **environment,
                },
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                user=self._owner,
                group=self._owner,
                extra_groups=[] if self._owner else None,
                start_new_session=True,
            )


def server_user() -> str | None:
    """Name the account to run as when we are root: a server need not be."""
    if os.geteuid() != 0:
        return None
    names = {account.pw_name for account in pwd.getpwall()}
    return "rabbitmq" if "rabbitmq" in names else "nobody"


def clear(home: Path) -> None:
    """End whatever serves there, by force, and remove the directory."""
    for pid in (home / PIDS).glob("*"):
        with suppress(ProcessLookupError):
            _end(int(pid.name))
    shutil.rmtree(home, ignore_errors=True)


def _end(pid: int) -> None:
    """End a process and its group, and wait for it: it may write until it is gone."""
    process = os.pidfd_open(pid)
    try:
        os.killpg(pid, signal.SIGKILL)
        select.select([process], [], [])
    finally:
        os.close(process)
