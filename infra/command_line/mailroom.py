"""How is mail fetched, and taken from mail servers, by a process of its own?"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from infra.command_line import client
from infra.command_line.delivering import is_authserv_id
from infra.command_line.options import AUTHSERV_ID, DATA, TOKEN, URL

COLLECTOR_PORT, RECEIVER_PORT = 8101, 8102
"""Where each is asked how it is, unless CARETAKER_INTERNAL_PORT says so."""


@click.command()
@click.option(
    "--mailboxes",
    "file",
    envvar="CARETAKER_MAILBOXES",
    type=click.Path(path_type=Path),
    required=True,
    help="The file that names the mailboxes; also CARETAKER_MAILBOXES.",
)
@URL
@DATA
@TOKEN
def collect(file: Path, url: str | None, data: Path | None, token: str | None) -> None:
    """Fetch what comes to mailboxes, over IMAP, until told to stop.

    Each mailbox is looked into by itself, so a slow one delays no other. A message is
    marked or moved once the platform has recorded what became of it. On its internal
    port it answers /healthz, /readyz and /metrics. How a mailbox is set up says
    docs/operations.md.
    """
    from infra.mailroom.collecting import Collector
    from infra.mailroom.process import live
    from infra.mailroom.settings import read_settings

    def make(environment: Mapping[str, str]) -> Collector:
        platform = _platform(environment, url, data, token)
        return Collector(read_settings(file), platform)

    sys.exit(live(make, COLLECTOR_PORT))


def _platform(
    environment: Mapping[str, str],
    url: str | None,
    data: Path | None,
    token: str | None,
) -> client.Client:
    """The platform; a token may stand in a file, as secrets of containers do."""
    try:
        return client.find(url, data, token or environment.get("CARETAKER_TOKEN"))
    except client.Unreachable as error:
        raise ValueError(str(error)) from error


@click.command()
@click.option(
    "--protocol",
    type=click.Choice(["lmtp", "smtp"]),
    default="lmtp",
    show_default=True,
    help="What mail servers speak to it.",
)
@click.option(
    "--host",
    envvar="CARETAKER_HOST",
    default="127.0.0.1",
    show_default=True,
    help="Where it listens; also CARETAKER_HOST.",
)
@click.option(
    "--port",
    envvar="CARETAKER_MAIL_PORT",
    type=click.IntRange(0, 65_535),
    default=8024,
    show_default=True,
    help="On which port; also CARETAKER_MAIL_PORT.",
)
@AUTHSERV_ID
@URL
@DATA
@TOKEN
def receive(  # noqa: PLR0913  # one for each option
    *,
    protocol: str,
    host: str,
    port: int,
    authserv_id: str,
    url: str | None,
    data: Path | None,
    token: str | None,
) -> None:
    """Take messages that mail servers hand over, until told to stop.

    A recipient is answered 250 once the platform has recorded what became of the
    message, 4xx where it is to come again, and 5xx for what can never be taken. It
    believes whoever reaches it, so only your own mail server may.
    """
    from infra.mailroom.door import Door
    from infra.mailroom.process import live
    from infra.mailroom.receiving import Handler

    authserv_id = authserv_id.strip()
    if not is_authserv_id(authserv_id):
        # Found with the first message, it would be that message's fault.
        raise click.BadParameter(f"{authserv_id!r} is the name of no mail server")

    def make(environment: Mapping[str, str]) -> Door:
        platform = _platform(environment, url, data, token)
        handler = Handler(platform, authserv_id, one_by_one=protocol == "smtp")
        return Door(protocol, host, port, handler)

    sys.exit(live(make, RECEIVER_PORT))


COMMANDS = (collect, receive)
