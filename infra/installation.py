"""How does a command reach the services' databases itself, whether they run or not?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url

from contracts.languages import learn_all
from infra.survey import services
from shared.application import Application
from shared.clock import now
from shared.config import KEYS as KEYS_DATABASE
from shared.config import Settings, named, settings
from shared.database import Database
from shared.keyring import KEYS, Keyring
from shared.link import Hosted, LocalLink


class NotThere(Exception):
    """There is no such database; the words say which."""


class Installation:
    """Every service over its database, in this process; none of them does anything."""

    def __init__(self, found: Settings, owner: str | None) -> None:
        learn_all()
        self._settings, self._owner = found, owner
        for name in (KEYS_DATABASE, *services()):
            _check_there(found.database(name))
        keys = Database(found.database(KEYS_DATABASE), KEYS, kernel=False)
        keyring = Keyring(keys, found.master)
        self.link = LocalLink()
        self.databases = [keys]
        self.applications: dict[str, Application] = {}
        for name, rooms in services().items():
            database = Database(self.url(name), rooms.tables)
            application = Application(rooms, database, keyring, now)
            self.databases.append(database)
            self.applications[name] = application
            self.link.hosted[name] = Hosted(application, self.link)

    def url(self, service: str) -> str:
        """Where a service's database is, for the application."""
        return self._settings.database(service)

    def owner(self, service: str) -> str | None:
        """The same for who owns it; None for a file, or where nobody said."""
        return None if self._owner is None else named(self._owner, service)

    def close(self) -> None:
        for database in self.databases:
            database.close()


@contextmanager
def installation(environment: Mapping[str, str], data: Path) -> Iterator[Installation]:
    """The installation that the environment names, or that a directory holds.

    NotThere where a database is missing; ValueError for what names none.
    """
    if not environment.get("CARETAKER_DATABASE_URL") and not data.is_dir():
        raise NotThere(f"there is no {data}")
    found = settings(environment, data)
    opened = Installation(found, environment.get("CARETAKER_MIGRATION_URL"))
    try:
        yield opened
    finally:
        opened.close()


def _check_there(url: str) -> None:
    place = make_url(url)
    if place.get_backend_name() == "sqlite" and not Path(str(place.database)).is_file():
        raise NotThere(f"there is no database {place.database}")
