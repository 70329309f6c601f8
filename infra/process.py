"""What does `./caretaker run` start, by which environment, and how does it end?

Several such processes are one platform: they know each other by a token, ask each other
over their internal ports, and hear each other through the broker or, where it is
silent, by pull.
"""

from __future__ import annotations

import logging
import os
import socket
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from threading import Thread

from eventlet import listen

from contracts.refusals import Unavailable
from infra import first_token
from shared.admission import NotAdmitted
from shared.config import Settings, settings
from shared.hosting import Process
from shared.http_link import HttpLink
from shared.logs import write_json_lines
from shared.places import Places, places, with_files
from shared.port import Port
from shared.readiness import Behind
from shared.runner import Runner
from shared.serving import Server

ALL, GATEWAY, DIRECTORY = "all", "gateway", "directory"
DATA = Path("var")
SERVICES = sorted(
    place.parent.name
    for place in Path(__file__).parents[1].glob("services/*/service.py")
)
_log = logging.getLogger("caretaker")


class Unfit(Exception):
    """What the environment says does not make a process."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until SIGINT or SIGTERM; 1 where it cannot start, with one line why."""
    write_json_lines(sys.stdout)
    names = list(sys.argv[1:] if arguments is None else arguments)
    try:
        environment = with_files(os.environ)
        chosen = [name for name in SERVICES if name in names or ALL in names]
        known = _settings(environment, chosen)
        found = places(environment, SERVICES, known.master)
        public = _listen(found.host, found.port, GATEWAY in chosen)
        internal = _listen(found.host, found.internal_port, True)
    except (Unfit, ValueError, OSError) as error:
        _log.error("cannot start: %s", error)
        return 1
    process = Process(known, elsewhere=HttpLink(found.urls, found.token))
    port = Server(internal, Port(process.here.hosted, found.token, process.not_ready))
    runner = Runner(process, [_service(name) for name in chosen], public, port)
    runner.heed()
    return _run(runner, process, found, environment)


def _run(
    runner: Runner, process: Process, found: Places, environment: Mapping[str, str]
) -> int:
    # A server that is not there yet is waited for, and nobody waits to stop.
    Thread(target=runner.watch, daemon=True).start()
    try:
        runner.start()
    except NotAdmitted as error:
        _log.error("cannot start: %s", error)
        return 1
    except (Unavailable, Behind):
        if process.leaving.is_set():
            _log.info("stopped while it waited for a database")
            return 0
        raise
    if DIRECTORY in process.here.hosted:
        _let_the_operator_in(process, environment.get("CARETAKER_OPERATOR_TOKEN"))
    _log.info("ready")
    runner.wait(found.drain)
    _log.info("stopped")
    return 0


def _let_the_operator_in(process: Process, secret: str | None) -> None:
    if secret:
        first_token.accept(process.link, secret)
    else:
        first_token.ensure(process.link, process.settings.data)


def _service(name: str) -> type:
    """Only what this process runs is loaded: five small processes, not five large."""
    module = import_module(f"services.{name}.service")
    service: type = getattr(module, f"{name.title()}Service")
    return service


def _settings(environment: Mapping[str, str], chosen: Sequence[str]) -> Settings:
    """Keys that were made up in passing would be lost with the machine they are on."""
    data = Path(environment.get("CARETAKER_DATA") or DATA)
    database_url = environment.get("CARETAKER_DATABASE_URL")
    if list(chosen) == [GATEWAY] and "CARETAKER_INTERNAL_TOKEN" in environment:
        return Settings(
            data=data,
            database_url=database_url,
            broker_url=environment.get("CARETAKER_BROKER_URL"),
            master=b"",
        )
    kept = (data / "master.key").exists()
    if database_url and not environment.get("CARETAKER_MASTER_KEY") and not kept:
        raise Unfit("set CARETAKER_MASTER_KEY: a database server needs a kept key")
    return settings(environment, data)


def _listen(host: str, port: int, wanted: bool) -> socket.socket:
    """A socket that nobody shares; an unused one for who has no use for it."""
    if not wanted:
        return socket.socket()
    listening: socket.socket = listen((host, port), backlog=256, reuse_port=False)
    _log.info("listening on port %s", listening.getsockname()[1])
    return listening
