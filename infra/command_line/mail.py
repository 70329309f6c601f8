"""How does a mail server hand a message over? By a pipe, and an exit code."""

from __future__ import annotations

import os
import sys
from errno import EBADF
from pathlib import Path
from typing import Any

import click

from infra.command_line import client
from infra.command_line.options import DATA, TOKEN, URL, fail

RFC822 = "message/rfc822"
NOT_FOUND = 404
_OF_THE_MESSAGE = {413, 422}
_MOST = 256 * 1024 * 1024
"""Bytes to read of what may have no end; the platform takes far fewer."""


class Misuse(click.UsageError):
    """A command was called wrongly, as sysexits tells it."""

    exit_code = os.EX_USAGE


class Sysexits(click.Group):
    """Commands whose wrong use is told as mail servers expect it."""

    def invoke(self, ctx: click.Context) -> Any:
        """End with EX_USAGE, not with click's own 2."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise Misuse(error.format_message(), error.ctx) from error


@click.group(cls=Sysexits)
def mail() -> None:
    """Take in mail for schools."""


@mail.command()
@click.option("--to", required=True, help="The address that the message came for.")
@URL
@DATA
@TOKEN
@click.argument("file", type=click.Path(path_type=Path), required=False)
def deliver(
    to: str, url: str | None, data: Path | None, token: str | None, file: Path | None
) -> None:
    """Make the message in FILE, or on standard input, a ticket; print its reference.

    It ends with 0 once the ticket is there, with 65 for what is no message, names no
    sender or is too large, with 66 if FILE cannot be read, with 67 for an address that
    is no school's, and with 64 if it was called wrongly. With 75 the message is to be
    sent again later: the platform does not answer, or does not accept the token. The
    same message delivered twice is the same ticket.
    """
    try:
        raw = _read(file)
    except OSError as error:
        fail(f"{file or 'standard input'} cannot be read: {error.strerror}", 66)
    try:
        click.echo(_deliver(client.find(url, data, token), to, raw))
    except client.Problem as problem:
        fail(str(problem), _code_of(problem))
    except (Exception, KeyboardInterrupt) as trouble:
        # Whatever it is, it is not the message: nobody may lose it for our trouble.
        fail(str(trouble) or type(trouble).__name__, os.EX_TEMPFAIL)


def _read(file: Path | None) -> bytes:
    if file is not None:
        with file.open("rb") as message:
            return message.read(_MOST)
    if sys.stdin is None:
        raise OSError(EBADF, "it is closed")
    if sys.stdin.isatty():
        click.echo("Type the message, and end it with Ctrl-D.", err=True)
    return sys.stdin.buffer.read(_MOST)


def _deliver(platform: client.Client, to: str, raw: bytes) -> str:
    """The reference of the ticket; Unreachable for an answer that has none."""
    query = {"to": os.fsencode(to)}
    try:
        answer = platform.send("POST", "mail", query=query, body=raw, kind=RFC822)
    except client.Problem as problem:
        if problem.status == NOT_FOUND:
            _make_sure(platform)
        raise
    if not answer.get("reference"):
        raise client.Unreachable(f"what answers at {platform.url} is no Caretaker")
    return str(answer["reference"])


def _make_sure(platform: client.Client) -> None:
    """Is it the address that is not there, and not the whole API?

    Else a wrong URL would have every message bounced.
    """
    try:
        platform.get("schools", limit=1)
    except client.Problem as problem:
        if problem.status == NOT_FOUND:
            raise client.Unreachable(f"there is no API at {platform.url}") from problem


def _code_of(problem: client.Problem) -> int:
    """Hand back what is wrong with the message; keep it for what is wrong with us."""
    if problem.status == NOT_FOUND or "to" in problem.bad_fields:
        return os.EX_NOUSER
    return os.EX_DATAERR if problem.status in _OF_THE_MESSAGE else os.EX_TEMPFAIL
