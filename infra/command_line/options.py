"""Which options do all commands share that talk to a running platform?"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from infra.command_line import client

F = TypeVar("F", bound=Callable[..., Any])


class Unclear(Exception):
    """What was typed names nothing, or more than one thing."""


URL = click.option(
    "--url",
    envvar="CARETAKER_URL",
    help="Where the platform answers; also CARETAKER_URL."
    f" [default: {client.DEFAULT_URL}]",
)
DATA = click.option(
    "--data",
    type=click.Path(path_type=Path),
    envvar="CARETAKER_DATA",
    help="Where the platform of this machine keeps its data, with a token to reach it"
    " by; also CARETAKER_DATA. [default: var in the repository]",
)
TOKEN = click.option(
    "--token",
    envvar="CARETAKER_TOKEN",
    help="Whose token to show; also CARETAKER_TOKEN, where no list of processes shows"
    " it. [default: the one in the data directory]",
)

AUTHSERV_ID = click.option(
    "--authserv-id",
    envvar="CARETAKER_AUTHSERV_ID",
    default="",
    help="The mail server whose Authentication-Results are to be believed; also"
    " CARETAKER_AUTHSERV_ID. [default: nobody's]",
)


def with_platform(command: F) -> Callable[..., Any]:
    """Give a command the platform first; end with one line where it says no."""

    @URL
    @DATA
    @TOKEN
    @wraps(command)
    def call(
        url: str | None, data: Path | None, token: str | None, **arguments: Any
    ) -> Any:
        try:
            return command(client.find(url, data, token), **arguments)
        except (client.Problem, client.Unreachable, Unclear) as no:
            fail(str(no))

    return call


def fail(why: str, code: int = 1) -> NoReturn:
    """End with one line that says why."""
    click.echo(f"caretaker: {' '.join(why.split())}", err=True)
    sys.exit(code)
