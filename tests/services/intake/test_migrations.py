"""Do rows of before a version come to what that version would have kept?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, create_engine, select, text

from contracts.intake import GetTicket
from infra.postgres.roles import as_owner
from services.intake.first_replies.rows import first_replies
from services.intake.migrations import m0015_the_newest_rating_is_told as m0015
from services.intake.migrations import m0023_what_came_is_scanned as m0023
from services.intake.migrations import m0035_few_read_of_safeguarding as m0035
from services.intake.migrations import m0038_each_first_reply_is_kept as m0038
from services.intake.ratings.rating_tables import ratings
from services.intake.rooms import ROOMS
from services.intake.tables import tickets
from tests.services.intake.guarded.deeds import classify
from tests.services.intake.ratings.test_rating_rows_and_satisfaction import rate
from tests.services.intake.stories import open_it, reply, resolve
from tests.support.databases import Databases, behind
from tests.support.incoming import WITH_FILE, deliver
from tests.support.rebuilding import compared
from tests.support.scenario import at
from tests.support.town import Town

_BEFORE = (
    "drop index letters_asked",
    "drop index letters_of_surveys",
    "alter table letters drop column asks",
    "alter table ratings drop column said_at",
)


@pytest.fixture
def rated(databases: Databases) -> Iterator[Town]:
    """A town in which a rating was given and changed, as it was kept before."""
    town = Town([ROOMS], databases)
    town.execute(open_it)
    town.execute(resolve)
    rate(town)
    town.clock.advance(hours=1)
    rate(town, comment="Quick!")
    with behind(town.databases["intake"]) as connection:
        for statement in _BEFORE:
            connection.execute(text(statement))
    yield town
    town.close()


@contextmanager
def as_owner_of(town: Town) -> Iterator[Connection]:
    database = town.databases["intake"]
    url = database.engine.url.render_as_string(hide_password=False)
    engine = create_engine(url if database.is_sqlite else as_owner(url))
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def test_when_something_was_said_before_that_was_kept_is_read_from_the_log(
    rated: Town,
) -> None:
    with (
        as_owner_of(rated) as connection,
        Operations.context(MigrationContext.configure(connection)),
    ):
        m0015.upgrade()
    with rated.databases["intake"].provider() as connection:
        [said_at] = connection.execute(select(ratings.c.said_at)).scalars()
    assert said_at == at("mon 10:00")


def test_what_came_before_files_were_scanned_waits_for_a_scanner(
    databases: Databases,
) -> None:
    town = Town([ROOMS], databases)
    deliver(town, WITH_FILE)
    with behind(town.databases["intake"]) as connection:
        connection.execute(text("drop table scans"))
    with (
        as_owner_of(town) as connection,
        Operations.context(MigrationContext.configure(connection)),
    ):
        m0023.upgrade()
    assert not compared(town, "intake")
    town.close()


@pytest.mark.parametrize("services", [("monitoring",), ("monitoring", "wireless")])
def test_what_was_about_safeguarding_before_that_was_kept_is_read_from_the_log(
    databases: Databases, services: tuple[str, ...]
) -> None:
    town = Town([ROOMS], databases)
    town.execute(open_it)
    for service in services:
        classify(town, service)
    with behind(town.databases["intake"]) as connection:
        connection.execute(text("drop index tickets_guarded"))
        connection.execute(text("alter table tickets drop column guarded"))
    with (
        as_owner_of(town) as connection,
        Operations.context(MigrationContext.configure(connection)),
    ):
        m0035.upgrade()
    with town.databases["intake"].provider() as connection:
        [guarded] = connection.execute(select(tickets.c.guarded)).scalars()
    assert guarded == (services[-1] == "monitoring")
    town.close()


def test_who_answered_first_before_that_was_kept_is_read_from_the_timeline(
    databases: Databases,
) -> None:
    town = Town([ROOMS], databases)
    town.execute(open_it)
    for minutes, command in ((5, reply), (9, resolve)):
        town.clock.advance(minutes=minutes)
        version = town.ask(GetTicket(ticket_id=open_it.ticket_id)).version
        town.execute(replace(command, version=version))
    with behind(town.databases["intake"]) as connection:
        connection.execute(text("drop table first_replies"))
    with (
        as_owner_of(town) as connection,
        Operations.context(MigrationContext.configure(connection)),
    ):
        m0038.upgrade()
    assert not compared(town, "intake")
    with town.databases["intake"].provider() as connection:
        [answered_at] = connection.execute(select(first_replies.c.at)).scalars()
    assert answered_at == at("mon 09:05")
    town.close()
