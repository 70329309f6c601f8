"""How does a mail server hand a message over? By a pipe, and an exit code."""

from __future__ import annotations

import os
import sys
from errno import EBADF
from pathlib import Path
from typing import Any

import click

from infra.command_line import client, mailroom, reviewing
from infra.command_line.delivering import code_of, hand_over, is_authserv_id, told
from infra.command_line.options import AUTHSERV_ID, DATA, TOKEN, URL, fail

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
    """Take in mail for schools, and decide on what was held."""


@mail.command()
@click.option("--to", required=True, help="The address that the message came for.")
@AUTHSERV_ID
@URL
@DATA
@TOKEN
@click.argument("file", type=click.Path(path_type=Path), required=False)
def deliver(  # noqa: PLR0913  # one for each option
    *,
    to: str,
    authserv_id: str,
    url: str | None,
    data: Path | None,
    token: str | None,
    file: Path | None,
) -> None:
    """Take in the message in FILE, or on standard input; print what became of it.

    It opens a ticket or is put on one, whose reference is printed; or it is held for
    review, or refused, and then that is printed. It ends with 0 once it is kept, with
    65 for what is too large, with 66 if FILE cannot be read, with 67 for an address
    that is no school's, and with 64 if it was called wrongly. With 75 the message is to
    be sent again later: the platform does not answer, or does not accept the token, or
    --authserv-id names no mail server. The same message delivered twice has one
    outcome.
    """
    try:
        raw = _read(file)
    except OSError as error:
        fail(f"{file or 'standard input'} cannot be read: {error.strerror}", 66)
    authserv_id = authserv_id.strip()
    if not is_authserv_id(authserv_id):
        fail(f"{authserv_id!r} is the name of no mail server", os.EX_TEMPFAIL)
    try:
        answer = hand_over(client.find(url, data, token), to, raw, authserv_id)
        click.echo(told(answer))
    except client.Problem as problem:
        fail(str(problem), code_of(problem))
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


for _command in (*mailroom.COMMANDS, *reviewing.COMMANDS):
    mail.add_command(_command)
