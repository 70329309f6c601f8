"""Is a database ready for this process? A file is made ready; a server's must be.

A process owns no database on a server, so it makes no tables there: whoever owns it
migrates first. Meanwhile a process waits.
"""

from __future__ import annotations

import logging

from shared.admission import admit
from shared.database import Database
from shared.migrating import Newer, migrate, missing

_log = logging.getLogger(__name__)


class Behind(Exception):
    """A database lacks migrations, and this process may not make them."""


def make_ready(url: str, name: str) -> None:
    """Return once a database can be used; Behind where it lacks migrations.

    NotAdmitted where our login must not use it; Newer for a file of a newer version. A
    server may be ahead: what is migrated serves the version before as well, so that one
    replica after another can be replaced.
    """
    database = Database(url)
    try:
        if database.is_sqlite:
            migrate(url, name)
        else:
            admit(database)
            _check(database, name)
    finally:
        database.close()


def _check(database: Database, name: str) -> None:
    try:
        with database.provider() as connection:
            lacking = missing(connection, name)
    except Newer as ahead:
        _log.info("%s", ahead)
        return
    if lacking:
        raise Behind(f"the database of {name} lacks {lacking[0].name}")
