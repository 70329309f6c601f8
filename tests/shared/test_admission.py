"""Who is refused a database that they would see too much of?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from contracts.refusals import Unavailable
from infra.postgres.roles import LOGIN, as_owner
from shared.admission import NotAdmitted, admit
from shared.database import Database
from tests.support.databases import Databases, anybody, behind, create


@pytest.fixture
def server(postgresql: Databases) -> Iterator[Database]:
    database = Database(postgresql("garden"))
    create(database)
    yield database
    database.close()


def admitted_as(database: Database, url: object) -> None:
    somebody = Database(str(url))
    try:
        admit(somebody)
    finally:
        somebody.close()


def url_of(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


def test_the_applications_login_is_let_in(server: Database) -> None:
    admit(server)


def test_a_file_needs_no_login(sqlite: Databases) -> None:
    admitted_as(Database(sqlite("garden")), sqlite("garden"))


def test_a_superuser_is_refused(server: Database) -> None:
    with pytest.raises(NotAdmitted, match=r"postgres on .* is a superuser"):
        admitted_as(server, anybody(server.engine.url))


def test_the_owner_is_refused(server: Database) -> None:
    with pytest.raises(NotAdmitted, match="may not act as"):
        admitted_as(server, as_owner(url_of(server)))


def test_an_owner_who_may_act_as_a_school_is_refused_all_the_same(
    server: Database,
) -> None:
    with behind(server) as connection:
        name = connection.execute(text("select current_schema()")).scalar_one()
        connection.execute(text(f'alter table "{name}".heads owner to {LOGIN}'))
    with pytest.raises(NotAdmitted, match=f"{LOGIN} on .* owns the table heads"):
        admit(server)


@pytest.mark.parametrize(
    "undone",
    [
        "alter table heads no force row level security",
        "alter table heads disable row level security",
        "drop policy school on heads; drop policy provider on heads",
        "alter table heads drop column school",
        "drop table heads; create view heads as select * from events",
    ],
)
def test_a_table_that_is_not_guarded_is_refused(server: Database, undone: str) -> None:
    with behind(server) as connection:
        if "drop column" in undone:
            connection.execute(text("drop policy school on heads"))
        connection.execute(text(undone))
    with pytest.raises(NotAdmitted, match=r"the table heads on .* has no forced"):
        admit(server)


def test_a_server_that_is_away_is_no_refusal() -> None:
    away = Database("postgresql+psycopg2://nobody@/nothing?host=/nowhere")
    with pytest.raises(Unavailable):
        admit(away)
