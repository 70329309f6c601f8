"""How does a mail server hand a message over? By a pipe, and an exit code."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote

import click

from infra.command_line import client

NOT_FOUND = 404
_OUR_TROUBLE = {401, 403, 408, 429}


@click.group()
def mail() -> None:
    """Take in mail for schools."""


@mail.command()
@click.option("--to", required=True, help="The address that the message came for.")
@click.option("--url", envvar="CARETAKER_URL", help="Where the platform answers.")
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    envvar="CARETAKER_DATA",
    help="Where the platform keeps its data, with the token for this machine.",
)
@click.argument("file", type=click.Path(path_type=Path), required=False)
def deliver(to: str, url: str | None, data: Path | None, file: Path | None) -> None:
    """Make the message in FILE, or on standard input, a ticket; print its reference.

    Exit codes are those of sysexits, for a mail server that pipes messages in: 0 the
    ticket is there, 65 it is no message that can be read or it is too large, 66 FILE
    cannot be read, 67 the address is nobody's, 75 try again later: the platform does
    not answer, or will not have this machine's token. The same message delivered twice
    is the same ticket.
    """
    try:
        raw = file.read_bytes() if file else sys.stdin.buffer.read()
    except OSError as error:
        _end(os.EX_NOINPUT, f"{file} cannot be read: {error.strerror}")
    try:
        platform = client.find(url, data)
        path = f"/mail?to={quote(to)}"
        answer = platform.send("POST", path, raw, "message/rfc822")
        click.echo(answer["reference"])
    except client.Problem as problem:
        _end(_code_of(problem), str(problem))
    except (client.Unreachable, KeyError) as trouble:
        _end(os.EX_TEMPFAIL, str(trouble))


def _code_of(problem: client.Problem) -> int:
    """Bounce what is wrong with the message; keep it for what is wrong with us."""
    if problem.status >= 500 or problem.status in _OUR_TROUBLE:
        return os.EX_TEMPFAIL
    return os.EX_NOUSER if problem.status == NOT_FOUND else os.EX_DATAERR


def _end(code: int, why: str) -> NoReturn:
    click.echo(" ".join(why.split()), err=True)
    sys.exit(code)
