"""How is mail fetched from mailboxes, by a process of its own?"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from infra.command_line import client
from infra.command_line.options import DATA, TOKEN, URL


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

    sys.exit(live(make))


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


COMMANDS = (collect,)
