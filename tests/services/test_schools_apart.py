"""Does nothing that a school can send reach another school that is alike in every id?

On PostgreSQL, with its policies on: every command and every query that there is. A new
one fails here until it has its case in tests/support/alike.py, or here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import bindparam, select, text

from contracts import (
    directory,
    intake,
    retention,
    sign_in,
)
from contracts.access import Caller, Role, platform
from contracts.refusals import Forbidden, NotFound
from contracts.values import Channel, Level
from infra.survey import messages
from services.intake.tables import tickets
from services.intake.timeline import entries
from shared.database import Database
from tests.support import (
    alike,
    alike_enquiries,
)
from tests.support.alike import (
    SESSION,
    commands_of,
    marks_of,
)
from tests.support.alike_queries import (
    OF_NO_SCHOOL,
    QUERIES,
    TELLS_OF_NO_SCHOOL,
)
from tests.support.cast import ASHGROVE, BECKFIELD, TICKET
from tests.support.databases import Databases, behind, schemas_of
from tests.support.postgres import fresh_databases
from tests.support.town import SERVICES, Town

pytestmark = pytest.mark.needs_postgresql

OF_THE_PROVIDER = {
    *("StageGiasLinks", "LoadReference", "SetRota"),
    *("DeclareKnownError", "EndKnownError", *alike_enquiries.COMMANDS),
    *("WriteArticle", "PublishArticle", "ReviewArticle", "WithdrawArticle"),
}
"""Commands that no school may send: reference data, rota and articles are the MSP's."""

ALL = platform("test")
MAY_ALL: dict[type, Role] = {retention.GetDueList: Role.HEAD}


@pytest.fixture(scope="module")
def databases(postgres_home: Path) -> Iterator[Callable[[], Databases]]:
    """A function that gives fresh databases, for the length of this file."""
    with fresh_databases(postgres_home) as create:
        yield lambda: schemas_of(create("town"))


@pytest.fixture
def town(databases: Callable[[], Databases]) -> Iterator[Town]:
    town = Town(_rooms(), databases())
    yield town
    town.close()


@pytest.fixture(scope="module")
def alike_town(databases: Callable[[], Databases]) -> Iterator[Town]:
    """Both schools, with everything they did; nothing here is changed."""
    town = Town(_rooms(), databases())
    alike.do_all(town, ASHGROVE)
    alike.do_all(town, BECKFIELD)
    yield town
    town.close()


def _rooms() -> list[Any]:
    return [import_module(f"services.{name}.rooms").ROOMS for name in SERVICES]


def somebody_of(school: UUID, role: Role = Role.HEAD) -> Caller:
    return Caller(actor="person:1", role=role, school=school)


def rows_of(town: Town, school: UUID) -> Mapping[str, list[str]]:
    """Every row of a school in every database, as somebody whom no policy holds."""
    found: dict[str, list[str]] = {}
    for name, database in (*town.databases.items(), ("keys", town.keys)):
        with behind(database) as connection:
            for metadata in database.metadata:
                for table in metadata.sorted_tables:
                    rows = connection.execute(
                        select(text("t.*"))
                        .select_from(table.alias("t"))
                        .where(text("t.school = :school")),
                        {"school": school},
                    )
                    found[f"{name}.{table.name}"] = sorted(map(repr, map(_plain, rows)))
    return found


def changed(before: Mapping[str, list[str]], after: Mapping[str, list[str]]) -> Any:
    return [name for name in before if before[name] != after[name]]


def _plain(row: Any) -> tuple[Any, ...]:
    return tuple(bytes(v) if isinstance(v, memoryview) else v for v in row)


def test_every_command_has_its_case() -> None:
    there = {one.message.__name__ for one in messages("command")}
    tried = {type(one).__name__ for one in commands_of(ASHGROVE)}
    assert tried | alike.BY_OTHERS == there


def test_every_query_has_its_case() -> None:
    there = {one.message for one in messages("query")}
    assert QUERIES.keys() | OF_NO_SCHOOL.keys() == there


def test_no_command_of_one_school_reaches_another_that_is_alike(town: Town) -> None:
    town.execute(directory.AddSchool(school_id=alike.THIRD, name="The third"), by=ALL)
    assert {*alike.do_all(town, ASHGROVE)} == OF_THE_PROVIDER
    before = rows_of(town, ASHGROVE)
    assert sum(map(len, before.values())) > 100
    assert {*alike.do_all(town, BECKFIELD)} == OF_THE_PROVIDER
    after = rows_of(town, BECKFIELD)
    assert changed(before, rows_of(town, ASHGROVE)) == []
    lengths = {name: len(rows) for name, rows in before.items()}
    assert {name: len(rows) for name, rows in after.items()} == lengths


def test_no_query_of_one_school_is_answered_with_another_that_is_alike(
    alike_town: Town,
) -> None:
    for kind, about in QUERIES.items():
        may_all = somebody_of(BECKFIELD, MAY_ALL.get(kind, Role.MSP_ADMINISTRATOR))
        theirs = alike_town.ask(about(BECKFIELD), by=may_all)
        for mark in marks_of(ASHGROVE):
            assert mark not in repr(theirs).lower(), kind.__name__
        for role in (Role.STAFF, Role.HEAD, Role.AUDITOR):
            with pytest.raises(Forbidden):
                alike_town.ask(about(ASHGROVE), by=somebody_of(BECKFIELD, role))


def test_the_same_queries_would_find_what_is_there(alike_town: Town) -> None:
    """The twin: asked for Ashgrove, most of them name it; none says nothing at all."""
    named = 0
    for about in QUERIES.values():
        told = repr(alike_town.ask(about(ASHGROVE), by=ALL)).lower()
        named += any(mark in told for mark in marks_of(ASHGROVE))
    assert named >= len(QUERIES.keys() - TELLS_OF_NO_SCHOOL) - 4


def test_what_is_asked_over_all_schools_is_not_for_somebody_of_one(
    alike_town: Town,
) -> None:
    for query in OF_NO_SCHOOL.values():
        with pytest.raises(Forbidden):
            alike_town.ask(query, by=somebody_of(BECKFIELD))


def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have intake change a ticket by its id, and forget whose it is."""
    forgets = tickets.update().where(tickets.c.ticket_id == bindparam("of_ticket"))
    monkeypatch.setattr(entries, "_CHANGE_TICKET", forgets)


def assign(town: Town) -> None:
    assigned = intake.AssignTicket(
        school_id=BECKFIELD, ticket_id=TICKET, version=1, assignee="Olu"
    )
    town.execute(assigned, by=ALL)


def assignees(database: Database) -> set[object]:
    with behind(database) as connection:
        found = tickets.select().where(tickets.c.ticket_id == TICKET)
        return {row.assignee for row in connection.execute(found)}


def test_a_statement_that_forgets_the_school_changes_no_other(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    _open_both(town)
    forgetful(monkeypatch)
    assign(town)
    assert assignees(town.databases["intake"]) == {"Olu", None}


def test_without_the_policy_a_statement_that_forgets_the_school_changes_others(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    _open_both(town)
    forgetful(monkeypatch)
    with behind(town.databases["intake"]) as connection:
        connection.execute(text("alter table tickets disable row level security"))
    assign(town)
    assert assignees(town.databases["intake"]) == {"Olu"}


def _open_both(town: Town) -> None:
    for school in (ASHGROVE, BECKFIELD):
        opened = intake.OpenTicket(
            school_id=school,
            ticket_id=TICKET,
            subject="The projector",
            description="It is dark.",
            requester=intake.Requester(name="A", email=alike.email_of(school)),
            channel=Channel.PHONE,
            impact=Level.LOW,
            urgency=Level.LOW,
        )
        town.execute(opened, by=ALL)


def test_a_token_and_a_session_let_in_at_their_own_school_only(
    alike_town: Town,
) -> None:
    for school in (ASHGROVE, BECKFIELD):
        asked = sign_in.CheckSession(digest=alike.digest_of(school, str(SESSION)))
        assert alike_town.ask(asked, by=ALL).school_id == school
        revoked = directory.CheckToken(digest=alike.digest_of(school, str(alike.TOKEN)))
        with pytest.raises(NotFound):
            alike_town.ask(revoked, by=ALL)
