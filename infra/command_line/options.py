"""Which options do all commands share that talk to a running platform?"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from infra.command_line import client

F = TypeVar("F", bound=Callable[..., Any])

_URL = click.option("--url", envvar="CARETAKER_URL", help="Where the platform answers.")
_DATA = click.option(
    "--data",
    type=click.Path(path_type=Path),
    envvar="CARETAKER_DATA",
    help="Where the platform keeps its data, with the token for this machine.",
)


def with_platform(command: F) -> Callable[..., Any]:
    """Give a command the platform first; end with one line where it says no."""

    @_URL
    @_DATA
    @wraps(command)
    def call(url: str | None, data: Path | None, **arguments: Any) -> Any:
        try:
            return command(client.find(url, data), **arguments)
        except (client.Problem, client.Unreachable) as no:
            click.echo(f"caretaker: {no}", err=True)
            sys.exit(1)

    return call
