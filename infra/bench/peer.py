"""Who else keeps events on PostgreSQL? The `eventsourcing` package, in two modes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from uuid import UUID

from eventsourcing.application import Application
from psycopg2.extensions import parse_dsn

from infra.bench.crew import Crew, crew
from infra.bench.places import Place

DEFAULT, FASTER = "eventsourcing", "eventsourcing with database functions"
MODES = {DEFAULT: "n", FASTER: "y"}

TARGETS = {DEFAULT: 3.0, FASTER: 1.5}
"""How many times as fast as it we are at least."""

NO_DRIVER = (
    "The eventsourcing package was not measured: on PostgreSQL it needs another driver"
    " than ours (pip install psycopg psycopg-binary psycopg-pool)."
)


def has_driver() -> bool:
    """Can the package reach a server here?"""
    return find_spec("psycopg") is not None and find_spec("psycopg_pool") is not None


@contextmanager
def crews(place: Place) -> Iterator[Mapping[str, Crew]]:
    """A crew for each mode, on a database of its own; none without its driver."""
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(
                crew("infra.bench.peer_writer", **_environment(place, functions))
            )
            for name, functions in MODES.items()
            if has_driver()
        }


def _environment(place: Place, functions: str) -> dict[str, str]:
    """The settings of the package. It makes its table, so it comes as who may."""
    assert place.server is not None, "it is measured on PostgreSQL alone"
    target = parse_dsn(place.server.plain(place.fresh("peer")))
    environment = {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": target["dbname"],
        "POSTGRES_HOST": target["host"],
        "POSTGRES_PORT": target.get("port", ""),
        "POSTGRES_USER": target["user"],
        "POSTGRES_PASSWORD": target.get("password", ""),
        "POSTGRES_ENABLE_DB_FUNCTIONS": functions,
    }
    # Here, once: of two writers who make it at the same time one fails.
    maker: Application[UUID] = Application(env=environment)
    maker.close()
    return environment
