"""Do rows of before a version come to what that version would have kept?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, create_engine, select, update

from infra.postgres.roles import as_owner
from services.directory.migrations import m0005_who_had_signed_in_before as m0005
from services.directory.rooms import ROOMS
from services.directory.tables import people
from tests.services.directory.office import Office
from tests.support.cast import BEN, OLU, PRIYA
from tests.support.databases import Databases, behind
from tests.support.scenario import at
from tests.support.town import Town


@pytest.fixture
def old_office(databases: Databases) -> Iterator[Office]:
    """An office in which Priya signed in twice and Olu once, which nobody kept."""
    town = Town([ROOMS], databases)
    office = Office(town)
    for somebody in (PRIYA, OLU, PRIYA):
        office.sign_in(somebody.email)
        town.clock.advance(hours=1)
    with behind(town.databases["directory"]) as connection:
        connection.execute(update(people).values(signed_in_at=None))
    yield office
    town.close()


def when_they_signed_in(office: Office) -> dict[UUID, datetime | None]:
    with office.town.databases["directory"].provider() as connection:
        rows = connection.execute(select(people.c.person_id, people.c.signed_in_at))
        return {row.person_id: row.signed_in_at for row in rows}


@contextmanager
def as_owner_of(office: Office) -> Iterator[Connection]:
    database = office.town.databases["directory"]
    url = database.engine.url.render_as_string(hide_password=False)
    engine = create_engine(url if database.is_sqlite else as_owner(url))
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def test_when_people_signed_in_before_it_was_kept_is_known(old_office: Office) -> None:
    with (
        as_owner_of(old_office) as connection,
        Operations.context(MigrationContext.configure(connection)),
    ):
        m0005.upgrade()
    assert when_they_signed_in(old_office) == {
        PRIYA.person_id: at("mon 11:00"),
        OLU.person_id: at("mon 10:00"),
        BEN.person_id: None,
    }
