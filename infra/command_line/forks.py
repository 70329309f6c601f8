"""How does an operator see logs that contradict what was heard, and put them right?"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

import click

from infra.command_line.client import DEFAULT_DATA
from infra.command_line.options import DATA, fail
from infra.command_line.output import clean, local, show_rows

if TYPE_CHECKING:
    from contracts.log import LogRecovered
    from infra.installation import Installation
    from infra.recovery.forks import Diagnosis, Fork

F = TypeVar("F", bound=Callable[..., Any])
_COLUMNS = ("service", "source", "school", "heard", "hash", "source has", "since")


def with_databases(command: F) -> Callable[..., Any]:
    """Give a command the services' databases; end with one line where it fails."""

    @DATA
    @wraps(command)
    def call(data: Path | None, **arguments: Any) -> Any:
        from sqlalchemy.exc import SQLAlchemyError

        from contracts.refusals import Refusal
        from infra.installation import NotThere, installation
        from infra.recovery.putting_right import Moved
        from shared.rebuilding import Impossible

        told = (NotThere, ValueError, Refusal, SQLAlchemyError, Impossible, Moved)
        try:
            with installation(os.environ, data or DEFAULT_DATA) as opened:
                return command(opened, **arguments)
        except told as why:
            fail(clean(str(why).splitlines()[0]))

    return call


@click.group(invoke_without_command=True)
@click.pass_context
def forks(context: click.Context) -> None:
    """See logs that contradict what was heard of them, and put them right.

    A service whose database was set back to an older copy has forgotten what others
    heard. They stop hearing it for that school until somebody decides. These commands
    read the databases themselves, whether the platform runs or not. Without one of
    them, the first lists.
    """
    if context.invoked_subcommand is None:
        list_forks.main([])


@forks.command(name="list")
@with_databases
def list_forks(opened: Installation) -> None:
    """List who stopped hearing which log, since when, and what differs.

    It ends with 1 where there are any.
    """
    from infra.recovery.forks import find

    found = find(opened)
    if not found:
        click.echo("No log contradicts what was heard of it.", err=True)
        return
    rows = []
    for one in found:
        heads = opened.applications[one.source].heads(None)
        ends = {head.school: head for head in heads}
        end = ends.get(one.school)
        rows.append(
            (
                one.consumer,
                one.source,
                str(one.school),
                str(one.heard.position),
                one.heard.hash.hex()[:12],
                f"{end.position} {end.hash.hex()[:12]}" if end else "nothing",
                local(one.since.isoformat()) if one.since else "not noticed yet",
            )
        )
    show_rows(_COLUMNS, rows)
    sys.exit(1)


@forks.command()
@click.option("--source", required=True, help="The service whose log it is.")
@click.option("--school", required=True, type=click.UUID, help="The school's id.")
@click.option("--by", help="Who decides, as the log shall name them.")
@click.option("--reason", help="Why, as the log shall tell it: to the school, too.")
@click.option("--give-up", is_flag=True, help="Put nothing back, though it could be.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_databases
def recover(opened: Installation, source: str, school: UUID, **decided: Any) -> None:
    """Put a log right, and have everybody hear it again.

    Where the log ends early and was not gone on with, what is missing is put back from
    audit's copies, byte for byte. Where it went on differently, or nobody has copies,
    it is the log that counts: what others had heard is given up, and audit keeps it
    apart. Either way an event in the log tells what was done, by whom and why, and
    nothing that stands in a log is changed. Without --by or --reason nothing is done
    but to say what would be.
    """
    from infra.recovery.putting_right import put_right

    found = _looked_at(opened, source, school)
    if not found.forks:
        click.echo("Nobody heard anything else of this log.", err=True)
        return
    if found.decided is not None:
        click.echo("It was decided before, and broken off: it goes on from there.")
        _resume(opened, found, found.decided)
        return
    put_back = found.can_be_put_back and not decided["give_up"]
    for line in _explained(found, put_back):
        click.echo(line)
    if found.broken is not None:
        fail("the log itself was altered: see ./caretaker audit verify", 2)
    by, reason = decided["by"], decided["reason"]
    if not (by and reason):
        fail("say who decides with --by, and why with --reason, to go on")
    if not decided["yes"]:
        click.confirm("Do this?", abort=True)
    _resume(opened, found, put_right(opened, found, by, reason, put_back=put_back))


def _looked_at(opened: Installation, source: str, school: UUID) -> Diagnosis:
    from infra.recovery.forks import diagnose

    if source not in opened.applications:
        fail(f"there is no service {source}: {', '.join(opened.applications)}")
    found = diagnose(opened, source, school)
    if any(_may_not_build(opened, one) for one in found.forks):
        fail("CARETAKER_MIGRATION_URL has to name whoever may make tables")
    return found


def _resume(opened: Installation, found: Diagnosis, decided: LogRecovered) -> None:
    from infra.recovery.resuming import resume

    for one in found.forks:
        resume(opened, one, decided.follows + decided.put_back)
        click.echo(f"{one.consumer} hears {found.source} again", err=True)


def _may_not_build(opened: Installation, fork: Fork) -> bool:
    """Whether a read model has to be set back where nobody may make tables."""
    on_server = not opened.applications[fork.consumer].database.is_sqlite
    return on_server and opened.owner(fork.consumer) is None


def _explained(found: Diagnosis, put_back: bool) -> list[str]:
    """What is the matter, and what would be done, in sentences."""
    told = [
        f"All agree up to position {found.agreed} of {found.source}.",
        f"The log has {_count(found.own)} after it; others heard {_count(found.lost)}"
        " of which audit has copies.",
    ]
    if found.beyond:
        told.append(
            f"Of {_count(found.beyond)} more that somebody heard none are left."
        )
    if found.broken:
        return [*told, f"The log does not hold: {found.broken}."]
    if put_back:
        told.append(f"{_count(found.lost)} will be put back from the copies.")
    gone = (0 if put_back else found.lost) + found.beyond
    if gone:
        told.append(
            f"{_count(gone)} will be given up: the log goes on without, and audit keeps"
            " its copies apart."
        )
    who = ", ".join(one.consumer for one in found.forks)
    return [*told, f"Then {who} will hear the log again."]


def _count(events: int) -> str:
    return f"{events} event{'s' * (events != 1)}"
