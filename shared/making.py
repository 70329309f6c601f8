"""How are tables made as they are declared today, without a history?

For tests and benchmarks. Whoever keeps data migrates (`shared/migrating.py`), and a
test holds the two together.
"""

from __future__ import annotations

from sqlalchemy import Engine, MetaData, create_engine, inspect

from shared import postgresql
from shared.log_tables import KERNEL
from shared.row_security import protect_table


def make(url: str, *metadata: MetaData) -> None:
    """Make what is missing in a database, as its owner; what exists is left alone."""
    engine = create_engine(url)
    try:
        _make(engine, metadata)
    finally:
        engine.dispose()


def _make(engine: Engine, metadata: tuple[MetaData, ...]) -> None:
    with engine.begin() as connection:
        on_server = engine.dialect.name != "sqlite"
        if on_server:
            postgresql.take_turns(connection)
        there = {*inspect(connection).get_table_names()}
        for one in metadata:
            one.create_all(connection)
        if not on_server:
            return
        for one in metadata:
            for table in one.tables.values():
                if table.name not in there:
                    protect_table(connection, table)
        if KERNEL in metadata:
            postgresql.install(connection)
