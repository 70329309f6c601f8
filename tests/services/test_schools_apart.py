"""Does nothing that a school can send reach another school that is alike in every id?

On PostgreSQL, with its policies on: every command and every query that there is. A new
one fails here until it has its case in tests/support/alike.py, or here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest
from sqlalchemy import bindparam, select, text

from contracts import (
    attainment,
    audit,
    catalogue,
    directory,
    escalation,
    gias,
    intake,
    log,
    look,
    mentions,
    obligations,
    outgoing,
    people,
    retention,
    rota,
    saved_views,
    sign_in,
    sla,
    sla_explanation,
    sla_restating,
    sla_signing,
    sla_what_if,
    ties,
)
from contracts.access import Caller, Role, platform
from contracts.incident_kinds import GetIncidentKinds
from contracts.refusals import Forbidden, NotFound
from contracts.values import Channel, Level, Priority
from infra.survey import messages
from services.intake import entries
from services.intake.tables import tickets
from services.sla.standard import HOURS, PROMISED
from shared.database import Database
from tests.support import (
    alike,
    alike_agreements,
    alike_enquiries,
    alike_guidance,
    alike_hooks,
    alike_life,
    alike_mail,
    alike_remote,
    alike_retention,
    alike_reviews,
    alike_texts,
)
from tests.support.alike import (
    CORRELATION,
    PERSON,
    SESSION,
    commands_of,
    marks_of,
)
from tests.support.cast import ASHGROVE, BECKFIELD, TICKET
from tests.support.databases import Databases, behind, schemas_of
from tests.support.postgres import fresh_databases
from tests.support.scenario import at
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


def simulation_of(school: UUID) -> sla_explanation.Simulate:
    """A ticket that nobody opened: what is told of it has nothing of any school."""
    opened = sla_explanation.SimulatedFact(
        at=at("mon 09:00"), type=sla_explanation.FactType.OPENED, priority=Priority.P1
    )
    return sla_explanation.Simulate(
        school_id=school,
        hours=HOURS,
        closed=(),
        promised=PROMISED,
        facts=(opened,),
        now=at("mon 12:00"),
    )


QUERIES: dict[type, Callable[[UUID], Any]] = {
    audit.GetStory: lambda s: audit.GetStory(correlation_id=CORRELATION, school_id=s),
    audit.GetWitness: lambda s: audit.GetWitness(school_id=s),
    directory.FindSchools: lambda s: directory.FindSchools(school_id=s),
    directory.GetSchool: lambda s: directory.GetSchool(school_id=s),
    look.GetLook: lambda s: look.GetLook(school_id=s),
    people.FindPeople: lambda s: people.FindPeople(school_id=s),
    people.GetPerson: lambda s: people.GetPerson(school_id=s, person_id=PERSON),
    sign_in.FindSessions: lambda s: sign_in.FindSessions(school_id=s, person_id=PERSON),
    intake.CountTickets: lambda s: intake.CountTickets(
        school_id=s, assignee="Ashgrove desk"
    ),
    intake.FindTickets: lambda s: intake.FindTickets(school_id=s, search="projector"),
    intake.GetMailboxes: lambda s: intake.GetMailboxes(school_id=s),
    intake.GetTicket: lambda s: intake.GetTicket(ticket_id=TICKET, school_id=s),
    catalogue.GetCatalogue: lambda s: catalogue.GetCatalogue(school_id=s),
    catalogue.PreviewCatalogue: lambda s: catalogue.PreviewCatalogue(
        school_id=s, offerings=()
    ),
    **alike_guidance.QUERIES,
    **alike_mail.QUERIES,
    **alike_life.QUERIES,
    **alike_hooks.QUERIES,
    **alike_remote.QUERIES,
    **alike_reviews.QUERIES,
    **alike_retention.QUERIES,
    **alike_texts.queries_of(commands_of),
    outgoing.FindLetters: lambda s: outgoing.FindLetters(school_id=s),
    attainment.GetAttainment: lambda s: attainment.GetAttainment(
        school_id=s, month="2026-06"
    ),
    attainment.GetAtRisk: lambda s: attainment.GetAtRisk(school_id=s),
    obligations.ForeseeObligation: lambda s: obligations.ForeseeObligation(
        school_id=s, obligation=obligations.DFE_UPDATE, since=alike.MONDAY
    ),
    escalation.FindEscalations: lambda s: escalation.FindEscalations(school_id=s),
    saved_views.FindViews: lambda s: saved_views.FindViews(school_id=s),
    sla.FindClocks: lambda s: sla.FindClocks(
        school_id=s,
        tickets=tuple(
            sla.ClockOf(school_id=one, ticket_id=TICKET)
            for one in (ASHGROVE, BECKFIELD)
        ),
    ),
    sla.FindPriorities: lambda s: sla.FindPriorities(school_id=s),
    sla.ForeseeTicket: lambda s: sla.ForeseeTicket(school_id=s),
    sla.GetAgreement: lambda s: sla.GetAgreement(school_id=s),
    sla_explanation.Simulate: simulation_of,
    sla_what_if.WhatIf: alike_agreements.what_if_of,
    sla_restating.PreviewRestating: alike_agreements.preview_of,
    sla_signing.FindAgreements: lambda s: sla_signing.FindAgreements(school_id=s),
    sla_explanation.ExplainClock: lambda s: sla_explanation.ExplainClock(
        school_id=s, ticket_id=uuid5(TICKET, "clock")
    ),
    sla.GetClock: lambda s: sla.GetClock(school_id=s, ticket_id=TICKET),
    ties.GetTies: lambda s: ties.GetTies(school_id=s, ticket_id=TICKET),
}
"""Questions about a school, with ids that both schools have."""

TELLS_OF_NO_SCHOOL = {
    *(sla_explanation.Simulate, sla.FindPriorities, GetIncidentKinds),
}
"""Questions about a school's own, with nothing of the school in the answer."""

OF_NO_SCHOOL: dict[type, Any] = {
    **alike_guidance.OF_THE_DESK,
    **alike_remote.OF_THE_DESK,
    **alike_reviews.OF_THE_DESK,
    directory.CheckToken: directory.CheckToken(digest="0" * 64),
    gias.FindEstablishments: gias.FindEstablishments(search="ashgrove"),
    gias.GetReference: gias.GetReference(kind=gias.ReferenceKind.GIAS_LINKS),
    intake.FindMailbox: intake.FindMailbox(address=alike.mailbox_of(ASHGROVE)),
    rota.GetOnCall: rota.GetOnCall(),
    rota.GetRota: rota.GetRota(),
    mentions.FindMentions: mentions.FindMentions(),
    log.FindParked: log.FindParked(service="sla"),
    sign_in.CheckSession: sign_in.CheckSession(digest="0" * 64),
    **alike_life.BY_GATEWAY,
}
"""Questions over all schools: nobody of one may ask them."""


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
