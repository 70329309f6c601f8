"""How do the databases of an installation come to what this version needs?"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from infra.command_line.client import DEFAULT_DATA
from infra.command_line.options import DATA, fail
from infra.command_line.output import clean

if TYPE_CHECKING:
    from shared.migrating import Step

MIGRATION_URL, DATABASE_URL = "CARETAKER_MIGRATION_URL", "CARETAKER_DATABASE_URL"


@click.command()
@click.argument("services", nargs=-1, metavar="[SERVICE...]")
@DATA
def migrate(services: tuple[str, ...], data: Path | None) -> None:
    """Bring databases to what this version needs; those of all services, or of some.

    On a server it is done by whoever owns the databases: CARETAKER_MIGRATION_URL says
    who and where, as postgresql://owner@host/caretaker_{service}. Without it, it is
    the files in --data. Each database is migrated whole or not at all, and only once,
    however many do it at the same time; what is done already is left alone.
    """
    from infra.histories import databases

    there = databases()
    for unknown in sorted({*services} - {*there}):
        fail(f"there is no database of {unknown}: {', '.join(there)}")
    for name in services or there:
        _migrate(_url(name, data or DEFAULT_DATA), name)


@click.command()
@click.argument("administrator", envvar="CARETAKER_ADMINISTRATOR_URL")
def prepare(administrator: str) -> None:
    """Make the roles and databases on a server, once, as its administrator.

    ADMINISTRATOR is the URL of somebody who may, as postgresql://postgres@host/postgres.
    Whom it makes is read from CARETAKER_MIGRATION_URL (the owner) and from
    CARETAKER_DATABASE_URL (the application), with their passwords. What is there
    already is left as it is.
    """
    from psycopg2 import Error
    from sqlalchemy import make_url

    from infra.histories import databases
    from infra.postgres import roles
    from shared.config import KEYS

    owners = [_server(MIGRATION_URL, name) for name in databases()]
    login = _server(DATABASE_URL, KEYS)
    names = [str(make_url(url).database) for url in owners]
    try:
        for made in roles.prepare(administrator, owners[0], login, names):
            click.echo(clean(f"made {made}"))
    except Error as error:
        fail(clean(f"the server refused: {error}".splitlines()[0]))


class _Bar(NamedTuple):
    plan: Callable[[Sequence[Step]], None]
    tell: Callable[[Step], None]


def _migrate(url: str, name: str) -> None:
    from sqlalchemy.exc import SQLAlchemyError

    from contracts.refusals import Unavailable
    from shared.migrating import Newer, migrate

    try:
        with _bar(name) as bar:
            done = migrate(url, name, bar.tell, bar.plan)
    except (Newer, Unavailable) as error:
        fail(clean(str(error)))
    except SQLAlchemyError as error:
        reason = getattr(error, "orig", None) or error
        fail(clean(f"{name} was left as it was: {reason}".splitlines()[0]))
    for step in done:
        click.echo(f"{name:<12} {step.name:<16} {clean(step.says)}")
    if not done:
        click.echo(f"{name:<12} is as it should be")


@contextmanager
def _bar(name: str) -> Iterator[_Bar]:
    """Progress on standard error, where that is a terminal."""
    errors = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, console=errors, transient=True, disable=not errors.is_terminal
    ) as progress:
        task = progress.add_task(name, total=None)

        def tell(step: Step) -> None:
            progress.update(task, advance=1, description=f"{name}: {step.says}")

        yield _Bar(lambda steps: progress.update(task, total=len(steps)), tell)


def _url(name: str, data: Path) -> str:
    """Where a database is, for who may change its tables."""
    environment = _environment()
    if environment.get(MIGRATION_URL):
        return _server(MIGRATION_URL, name)
    if environment.get(DATABASE_URL):
        fail(f"set {MIGRATION_URL}: who uses the databases does not own them")
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    return f"sqlite:///{data.absolute() / name}.db"


def _server(variable: str, name: str) -> str:
    from shared.config import named

    given = _environment().get(variable)
    if not given:
        fail(f"{variable} is not set")
    try:
        return named(given, name)
    except ValueError as error:
        fail(f"{variable}: {error}")


def _environment() -> dict[str, str]:
    from shared.places import with_files

    try:
        return with_files(os.environ)
    except OSError as error:
        fail(clean(str(error)))
