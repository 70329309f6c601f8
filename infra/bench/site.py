"""What is an installation to a benchmark? Databases, keys, and services on them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from contracts.languages import learn_all
from infra.bench.places import Place
from infra.histories import databases
from services.audit.rooms import ROOMS as AUDIT
from services.directory.rooms import ROOMS as DIRECTORY
from services.intake.rooms import ROOMS as INTAKE
from services.sla.rooms import ROOMS as SLA
from shared.application import Application, Rooms
from shared.clock import now
from shared.config import KEYS as KEYS_DATABASE
from shared.config import Settings, settings
from shared.database import Database
from shared.keyring import KEYS, Keyring
from shared.link import Hosted, LocalLink
from shared.migrating import migrate

ROOMS = (DIRECTORY, INTAKE, SLA, AUDIT)


@dataclass(frozen=True)
class Site:
    """An installation that nobody used before; its platform runs with `environment`."""

    data: Path
    settings: Settings
    environment: dict[str, str] = field(default_factory=dict)


def site(place: Place) -> Site:
    """Databases with all their tables, in a place of one kind."""
    name = f"site_{uuid4().hex[:12]}"
    data = place.home / name
    environment: dict[str, str] = {}
    if place.server is not None:
        urls = {one: place.named(f"{name}_{one}") for one in databases()}
        pattern = urls[KEYS_DATABASE].replace(
            f"{name}_{KEYS_DATABASE}", f"{name}_{{service}}"
        )
        environment["CARETAKER_DATABASE_URL"] = pattern.replace("+psycopg2", "")
    made = settings(environment, data)
    for one in databases():
        migrate(place.owners(made.database(one)), one)
    return Site(data, made, environment)


@dataclass(frozen=True)
class Services:
    """The services of a site in this process: nothing runs there by itself."""

    link: LocalLink
    keyring: Keyring

    def of(self, name: str) -> Hosted:
        """One of them."""
        return self.link.hosted[name]


@contextmanager
def services(of: Site, *changed: Rooms) -> Iterator[Services]:
    """The services of a site, some with other rooms than they have."""
    learn_all()
    rooms = {one.name: one for one in (*ROOMS, *changed)}
    with ExitStack() as stack:
        keys = Database(of.settings.database(KEYS_DATABASE), KEYS, kernel=False)
        stack.callback(keys.close)
        keyring, link = Keyring(keys, of.settings.master), LocalLink()
        for one in rooms.values():
            database = Database(of.settings.database(one.name), one.tables)
            stack.callback(database.close)
            application = Application(one, database, keyring, now)
            link.hosted[one.name] = Hosted(application, link)
        yield Services(link, keyring)
