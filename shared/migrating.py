"""How does a database get from whatever version it has to this one? Forwards only.

Each database has one history, kept by Alembic. A service's is made of two: the
kernel's, which is written once, and its own. Everything that is missing is done in one
transaction, or nothing; who comes meanwhile waits, and finds nothing left to do.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext, MigrationStep
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, NullPool, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from contracts.refusals import Unavailable
from contracts.values import PROVIDER
from shared import postgresql
from shared.config import KEYS
from shared.database import Database

_HERE = Path(__file__).parent
_LATEST = "heads"
_ONE_AT_A_TIME = threading.Lock()
"""Alembic keeps the migration that runs in a place of the process."""

LOCK_TIMEOUT = "2s"
"""How long a migration waits for a table that somebody uses.

Whoever comes meanwhile queues behind it, and is patient for five seconds.
"""

TRIES, REST_SECONDS = 10, 3.0
_HELD = "55P03"  # lock_not_available


class Step(NamedTuple):
    """One migration, and what it does in a sentence."""

    name: str
    says: str


class Newer(Exception):
    """A database has migrations that this program does not know; it is left alone."""


def places(name: str) -> list[Path]:
    """Where the migrations of a database stand: a service's, or that of the keys."""
    own = _HERE.parent / "services" / name / "migrations"
    kernel = _HERE / "migrations" / "kernel"
    return [_HERE / "migrations" / KEYS] if name == KEYS else [kernel, own]


def history(name: str) -> ScriptDirectory:
    """All migrations of a database, those of the kernel among them."""
    found = [str(place) for place in places(name)]
    return ScriptDirectory(found[0], version_locations=found)


def missing(connection: Connection, name: str) -> list[Step]:
    """What a database lacks, in order; Newer where it has what is not known here."""
    here = MigrationContext.configure(connection).get_current_heads()
    script = history(name)
    known = {one.revision for one in script.walk_revisions()}
    if strange := sorted({*here} - known):
        raise Newer(f"the database of {name} is newer than this program: {strange[0]}")
    return [_step(one) for one in _ahead(script, here)]


def migrate(
    url: str,
    name: str,
    tell: Callable[[Step], None] = lambda _: None,
    plan: Callable[[Sequence[Step]], None] = lambda _: None,
) -> list[Step]:
    """Do what a database lacks, as its owner; what was done.

    `plan` hears what there is to do, and `tell` of each step before it is done; both
    hear it again where somebody used a table for too long, and it began anew.
    Unavailable where somebody always does. Newer where it has what is not known here.
    """
    for attempt in range(TRIES):
        if attempt:
            time.sleep(REST_SECONDS)
        try:
            return _at_once(url, name, tell, plan)
        except OperationalError as error:
            if getattr(error.orig, "pgcode", None) != _HELD:
                raise
            held = error
    raise Unavailable(
        f"{name} was left as it was: somebody uses it all the time"
    ) from held


def _at_once(
    url: str,
    name: str,
    tell: Callable[[Step], None],
    plan: Callable[[Sequence[Step]], None],
) -> list[Step]:
    with _ONE_AT_A_TIME, _in_turn(url) as connection:
        steps = missing(connection, name)
        plan(steps)
        if steps:
            _run(connection, history(name), tell)
    return steps


def _run(
    connection: Connection, script: ScriptDirectory, tell: Callable[[Step], None]
) -> None:
    def ahead(here: Any, _: MigrationContext) -> Iterator[MigrationStep]:
        for one in _ahead(script, here):
            tell(_step(one))
            yield MigrationStep.upgrade_from_script(script.revision_map, one)

    with EnvironmentContext(Config(), script, fn=ahead) as environment:
        # We began, and we commit: Alembic does neither.
        environment.configure(connection=connection, transactional_ddl=True)
        environment.run_migrations()


def _ahead(script: ScriptDirectory, here: Sequence[str]) -> list[Any]:
    """The migrations that follow, the next one first."""
    found = script.iterate_revisions(_LATEST, tuple(here), implicit_base=True)
    return list(found)[::-1]


def _step(revision: Any) -> Step:
    return Step(revision.revision, str(revision.doc))


@contextmanager
def _in_turn(url: str) -> Iterator[Connection]:
    """A transaction in which nobody else migrates; who comes meanwhile waits."""
    if make_url(url).get_backend_name() == "sqlite":
        database = Database(url)
        try:
            with database.school(PROVIDER) as connection:
                yield connection
        finally:
            database.close()
        return
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        postgresql.take_turns(connection)
        # Only from here on: who migrates before us may take as long as it takes.
        connection.execute(text(f"set local lock_timeout = '{LOCK_TIMEOUT}'"))
        yield connection
