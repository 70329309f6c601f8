"""Where are the programs of a RabbitMQ server, and how do they get there?"""

from __future__ import annotations

import shutil
from pathlib import Path

from infra.postgres import programs

PLACES = (
    "/usr/lib/rabbitmq/bin",
    "/usr/lib/rabbitmq/lib/*/sbin",
    "/opt/rabbitmq/sbin",
    "/opt/homebrew/opt/rabbitmq/sbin",
    "/usr/local/opt/rabbitmq/sbin",
)
"""Not PATH: what Debian puts there changes the account and the directory first."""


def find_programs() -> Path | None:
    """Find the directory of a server, if Erlang's port mapper is there as well."""
    if shutil.which("epmd") is None:
        return None
    found = [place for pattern in PLACES for place in Path("/").glob(pattern[1:])]
    return next(filter(holds_server, found), None)


def holds_server(place: Path) -> bool:
    """Does a directory hold the server, and what stops and asks it?"""
    return all((place / name).is_file() for name in ("rabbitmq-server", "rabbitmqctl"))


def install() -> None:
    """Install Debian's package without starting the server that comes with it."""
    programs.install("rabbitmq-server")
