"""How does anybody at a terminal check what happened, and that nothing was altered?"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from uuid import UUID

import click

from infra.command_line.client import DEFAULT_DATA, Client
from infra.command_line.finding import school_of, ticket_of
from infra.command_line.options import DATA, fail, with_platform

BROKEN, UNREADABLE = 1, 2


@click.group()
def audit() -> None:
    """Tell what happened, and check that no log was altered."""


@audit.command()
@click.argument("correlation")
@click.option("--school", help="The school it happened at: an id, a URN or a name.")
@click.option("--full", is_flag=True, help="Show ids and hashes in full.")
@click.option("--json", "as_json", is_flag=True, help="Print it as the API gives it.")
@with_platform
def story(
    platform: Client, correlation: str, school: str | None, full: bool, as_json: bool
) -> None:
    """Tell what happened, in every service, because of one first request.

    CORRELATION is the correlation id of the request, or the reference of a ticket. Each
    effect stands indented below what caused it, with who did it, on whose behalf, when
    it happened, when it was recorded, and the hash that it is sealed by.
    """
    from infra.command_line.story_pages import show_story

    try:
        correlation_id = UUID(correlation)
    except ValueError:
        correlation_id = UUID(ticket_of(platform, correlation)["correlation_id"])
    at = None if school is None else school_of(platform, school)
    told = platform.get("stories", correlation_id, school=at)
    if as_json:
        click.echo(json.dumps(told, indent=2))
    else:
        show_story(told, full=full)


@audit.command()
@click.option("--school", type=click.UUID, help="Only this school (its id).")
@DATA
@click.option("--json", "as_json", is_flag=True, help="Print it for programs to read.")
def verify(school: UUID | None, data: Path | None, as_json: bool) -> None:
    """Check that every stored log still holds, byte for byte, what was recorded.

    It reads the databases themselves, not the platform, which may run meanwhile or not,
    and changes nothing. Every hash is computed again from the stored bytes; the head of
    each log, audit's copies, and what every service heard of the others must agree.
    Without --school it checks every school. The databases are the files in --data, or
    those that CARETAKER_DATABASE_URL names.

    It ends with 1 where something is not as it was recorded, with each finding on a
    line of its own, and with 2 where the logs cannot be read.
    """
    from infra.command_line import verifying

    database_url = os.environ.get("CARETAKER_DATABASE_URL")
    try:
        report = verifying.run(data or DEFAULT_DATA, database_url, school)
    except verifying.Impossible as why:
        fail(str(why), UNREADABLE)
    if as_json:
        verifying.tell_as_json(report)
    else:
        verifying.tell(report)
    sys.exit(BROKEN if report.findings else 0)
