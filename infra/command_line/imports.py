"""How does a file of reference data get into a running platform?"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from infra.command_line.client import Client, Json, Problem
from infra.command_line.options import fail, with_platform

if TYPE_CHECKING:
    from contracts.gias import GiasLink
    from infra.gias_links import GiasFile

PAGE = 500
"""Rows sent at a time: a page is taken in between two heartbeats of the platform."""

_PATH = ("reference", "gias-links")
_NOT_FOUND = 404


@click.group(name="import")
def import_() -> None:
    """Load what public registers say of schools."""


@import_.command(name="gias-links")
@click.argument("file", type=click.Path(path_type=Path))
@with_platform
def import_gias_links(platform: Client, file: Path) -> None:
    """Load FILE, the links of establishments as GIAS publishes them.

    It says everything there is to know: what an earlier file said counts no longer.
    Rows that do not fit are reported by line, the rest is loaded. The same file again
    changes nothing. Exit codes: 0 it is loaded, 1 the platform says no or does not
    answer, 65 nothing in FILE fits, 66 FILE cannot be read.
    """
    from infra.gias_links import Unfit, read

    try:
        found = read(file.read_bytes())
    except OSError as error:
        fail(f"{file} cannot be read: {error.strerror}", os.EX_NOINPUT)
    except Unfit as unfit:
        fail(f"{file} is not loaded: {unfit}", os.EX_DATAERR)
    for line, why in found.broken:
        click.echo(f"line {line}: {why}", err=True)
    before = _loaded(platform)
    if before is not None and before["digest"] == found.digest:
        click.echo(f"Nothing changed: this file is loaded since {before['loaded_at']}.")
    else:
        _send(platform, found.digest, found.links)
        click.echo(_told(_load(platform, found, file.name)))
    if found.broken:
        click.echo(f"{len(found.broken)} rows did not fit and were left out.")


def _send(platform: Client, digest: str, links: Sequence[GiasLink]) -> None:
    from rich.console import Console
    from rich.progress import track

    from contracts.codec import dump

    starts = range(0, len(links), PAGE)
    console = Console(stderr=True)
    shown = track(
        starts,
        "Sending rows",
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    for start in shown:
        page = [dump(link) for link in links[start : start + PAGE]]
        platform.post(*_PATH, "pages", body={"digest": digest, "links": page})


def _load(platform: Client, found: GiasFile, name: str) -> Json:
    from infra.gias_links import dated_on

    day = dated_on(name)
    body: Json = {
        "digest": found.digest,
        "rows": len(found.links),
        "dated_on": day.isoformat() if day else None,
    }
    return platform.post(*_PATH, body=body)


def _loaded(platform: Client) -> Json | None:
    """The file that counts, if one does."""
    try:
        return platform.get(*_PATH)
    except Problem as problem:
        if problem.status != _NOT_FOUND:
            raise
        return None


def _told(loaded: Json) -> str:
    return (
        f"{loaded['rows']} rows loaded: {loaded['added']} new, {loaded['changed']}"
        f" changed, {loaded['unchanged']} as they were, {loaded['removed']} gone."
    )
