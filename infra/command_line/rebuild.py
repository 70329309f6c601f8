"""How does an operator see that a read model follows from the log, or make it so?"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from infra.command_line.client import DEFAULT_DATA
from infra.command_line.options import DATA, fail
from infra.command_line.output import clean, show_rows

if TYPE_CHECKING:
    from infra.installation import Installation
    from shared.comparing import Differences
    from shared.rebuilding import Rebuild

_BAR = (
    "{task.description}",
    BarColumn(),
    MofNCompleteColumn(),
    TimeRemainingColumn(),
)
_COLUMNS = ("school", "table", "what", "row", "columns")


@click.command()
@click.argument("service")
@click.option("--school", type=click.UUID, help="Only this school (its id).")
@click.option("--compare-only", is_flag=True, help="Say what differs, change nothing.")
@click.option("--anew", is_flag=True, help="Forget a rebuild that broke off before.")
@DATA
def rebuild(
    service: str,
    school: UUID | None,
    compare_only: bool,
    anew: bool,
    data: Path | None,
) -> None:
    """Build what SERVICE keeps for reading anew from the log, compare it, and switch.

    It is built beside the live one, school by school, from the service's own log and
    from what its sources tell. The platform may go on meanwhile: what happens is folded
    too, and nobody waits but whoever works on a school in the moment of its switch.
    Nothing is sent, and nothing is answered. Each row that differs is named, without
    what stands in it. Broken off, it goes on where it was when it is called again, and
    anew where another version of the program had begun it.

    The databases are the files in --data, or those that CARETAKER_DATABASE_URL names;
    there CARETAKER_MIGRATION_URL names whoever may make tables.

    It ends with 1 where rows differ and --compare-only leaves them, or where a school
    cannot be built.
    """
    from sqlalchemy.exc import SQLAlchemyError

    from contracts.refusals import Refusal
    from infra.installation import NotThere, installation

    try:
        with installation(os.environ, data or DEFAULT_DATA) as opened:
            done = _rebuild(opened, service, school, compare_only, anew)
    except (NotThere, ValueError, Refusal, SQLAlchemyError) as why:
        fail(clean(str(why).splitlines()[0]))
    sys.exit(0 if done else 1)


def _rebuild(
    opened: Installation, service: str, school: UUID | None, only: bool, anew: bool
) -> bool:
    from shared.rebuilding import Rebuild
    from shared.shadow import Shadow

    if service not in opened.applications:
        fail(f"there is no service {service}: {', '.join(opened.applications)}")
    application = opened.applications[service]
    owner = opened.owner(service)
    if owner is None and not application.database.is_sqlite:
        fail("CARETAKER_MIGRATION_URL has to name whoever may make tables")
    shadow = Shadow(opened.url(service), application.rooms, owner)
    if anew:
        shadow.drop()
    shadow.make()
    building = Rebuild(application, shadow, opened.link.feed)
    known = building.schools()
    if school is not None and school not in known:
        shadow.drop()
        fail(f"{service} knows of no school {school}")
    wanted = known if school is None else {school: known[school]}
    impossible = _follow(building, wanted, only)
    shadow.drop()
    _tell(building, impossible)
    differing = sum(_rows(found) for found in building.found.values())
    rest = "left as they are" if only else "switched"
    told = f"{differing} differing row{'s' * (differing != 1)} {rest}"
    count = f"{len(building.found)} school{'s' * (len(building.found) != 1)}"
    click.echo(f"{service}: {count} compared, {told if differing else 'no difference'}")
    return not impossible and not (only and differing)


def _follow(building: Rebuild, schools: dict[UUID, int], only: bool) -> dict[UUID, str]:
    """Build each school, with a bar on standard error where that is a terminal."""
    from contracts.refusals import Refusal
    from shared.rebuilding import COMPARED, SWITCHED, Impossible

    build: Callable[[UUID], Iterator[int]] = (
        building.compare if only else building.switch
    )
    impossible: dict[UUID, str] = {}
    errors = Console(stderr=True)
    with Progress(
        *_BAR, console=errors, transient=True, disable=not errors.is_terminal
    ) as bar:
        task = bar.add_task("Building", total=sum(schools.values()))
        for school, events in schools.items():
            if building.is_done(school, COMPARED if only else SWITCHED):
                bar.advance(task, events)
                continue
            try:
                for folded in build(school):
                    bar.advance(task, folded)
            except (Impossible, Refusal) as why:
                impossible[school] = str(why)
    return impossible


def _tell(building: Rebuild, impossible: dict[UUID, str]) -> None:
    rows = [
        (str(school), row.table, row.what, row.key, ", ".join(row.columns))
        for school, found in building.found.items()
        for row in found.rows
    ]
    if rows:
        show_rows(_COLUMNS, rows)
    hidden = sum(_rows(found) for found in building.found.values()) - len(rows)
    if hidden > 0:
        click.echo(f"and {hidden} rows more", err=True)
    for school, why in impossible.items():
        click.echo(clean(f"{school} cannot be built: {why}"), err=True)


def _rows(found: Differences) -> int:
    kinds = (found.added, found.removed, found.changed)
    return sum(count for kind in kinds for count in kind.values())
