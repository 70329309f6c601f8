"""How is a verification run at a terminal, and what does it say in the end?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from uuid import UUID

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
from sqlalchemy.exc import SQLAlchemyError

from infra.command_line.output import clean
from infra.verify.findings import Report
from infra.verify.snapshots import Absent, Moved
from infra.verify.verifier import Verifier
from shared.config import Settings

_COLUMNS = (
    "{task.description}",
    BarColumn(),
    MofNCompleteColumn(),
    TimeRemainingColumn(),
)


class Impossible(Exception):
    """The logs cannot be read."""


def run(data: Path, database_url: str | None, school: UUID | None) -> Report:
    """Verify one school, or all; Impossible where the logs cannot be read."""
    settings = Settings(
        data=data.absolute(), database_url=database_url, broker_url=None, master=b""
    )
    verifier = Verifier(settings.database)
    try:
        known = verifier.schools()
        if school is not None and school not in known:
            raise Impossible(f"no log knows of a school {school}")
        _follow(verifier, known if school is None else {school: known[school]})
    except Absent as error:
        raise Impossible(f"there is no database {error}") from error
    except Moved as error:
        raise Impossible(f"{error} was written while it was read") from error
    except (SQLAlchemyError, ValueError) as error:
        raise Impossible(f"the logs cannot be read: {error}") from error
    return verifier.report


def tell(report: Report) -> None:
    """Each finding on a line, or how much was verified."""
    for told in (*report.recoveries, *report.findings):
        click.echo(clean(str(told)))
    if report.findings:
        count = len(report.findings)
        click.echo(f"broken: {count} finding{'s' * (count > 1)}", err=True)
    else:
        click.echo(f"verified: {report.events} events in {len(report.logs)} logs")


def tell_as_json(report: Report) -> None:
    """The same for programs, with every log that was read."""
    told = {
        "verified": not report.findings,
        "events": report.events,
        "logs": [asdict(log) for log in report.logs],
        "findings": [asdict(finding) for finding in report.findings],
        "recoveries": [asdict(one) for one in report.recoveries],
    }
    click.echo(json.dumps(told, indent=2, default=str))


def _follow(verifier: Verifier, schools: Mapping[UUID, int]) -> None:
    """Verify schools, with a bar on standard error where that is a terminal."""
    errors = Console(stderr=True)
    with Progress(
        *_COLUMNS, console=errors, transient=True, disable=not errors.is_terminal
    ) as bar:
        task = bar.add_task("Verifying", total=sum(schools.values()))
        for school in schools:
            for _ in verifier.verify(school):
                bar.advance(task)
