"""What does `./caretaker up` start, in which order, and what does it say?"""

from __future__ import annotations

import argparse
import fcntl
import os
import socket
from contextlib import closing
from pathlib import Path
from typing import IO

from eventlet import listen

from infra import demo, demo_people, first_token
from services.audit.service import AuditService
from services.directory.service import DirectoryService
from services.gateway.service import GatewayService
from services.intake.service import IntakeService
from services.sla.service import SlaService
from shared.admission import NotAdmitted
from shared.config import settings
from shared.hosting import Process
from shared.logs import write_json_lines
from shared.migrating import Newer
from shared.runner import Runner

SERVICES = (DirectoryService, IntakeService, SlaService, AuditService, GatewayService)
HOST = "127.0.0.1"


def main(arguments: list[str] | None = None) -> int:
    """Run until SIGINT or SIGTERM; 1 where it cannot start, with one line why."""
    asked = _parser().parse_args(arguments)
    asked.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (asked.data / "lock").open("w") as lock:
        if not _taken(lock):
            return _fail(f"the data in {asked.data} is in use by another platform")
        try:
            listening = _listen(asked.port)
        except OSError as error:
            return _fail(f"port {asked.port} cannot be used: {error.strerror}")
        with closing(listening):
            try:
                _run(asked, listening)
            except (NotAdmitted, Newer) as error:
                return _fail(str(error))
            except KeyboardInterrupt:
                return _fail("stopped while it was starting; nothing is lost")
    return 0


def _run(asked: argparse.Namespace, listening: socket.socket) -> None:
    write_json_lines(asked.data / "caretaker.log")
    print(f"data      {asked.data.resolve()}", flush=True)
    process = Process(settings(os.environ, asked.data))
    runner = Runner(process, SERVICES, listening)
    runner.start()
    print(f"services  {', '.join(service.name for service in SERVICES)}", flush=True)
    first_token.ensure(process.link, asked.data)
    if not asked.empty:
        demo.load(process.link)
        _show_sign_ins(demo_people.ensure(process.link, asked.data))
    runner.heed()
    host, port = listening.getsockname()[:2]
    print(f"ready http://{host}:{port}", flush=True)
    runner.wait()
    print("stopped", flush=True)


def _show_sign_ins(table: str) -> None:
    """These are made up for the demo; nobody real is among them."""
    print("sign in as (demo)", flush=True)
    for line in table.splitlines():
        print(f"  {line}", flush=True)


def _listen(port: int) -> socket.socket:
    # Two platforms that shared a port would answer in turn.
    listening: socket.socket = listen((HOST, port), backlog=256, reuse_port=False)
    return listening


def _taken(lock: IO[str]) -> bool:
    """Whether this process is now the only one on its data; ends with the process."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _fail(why: str) -> int:
    print(f"caretaker: {why}", flush=True)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="infra.embedded", allow_abbrev=False)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--empty", action="store_true")
    return parser
