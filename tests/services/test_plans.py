"""Does a question cost what it finds, with the policies on and much else there?

No time is measured: the server counts the rows that it reads. There are many schools,
and each has done much more than it has open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, MetaData, text

from contracts.access import platform
from contracts.directory import CheckToken
from contracts.enquiries import FindEnquiries
from contracts.first_replies import CountFirstReplies
from contracts.intake import CountTickets, FindTickets, GetTicket, Queue
from contracts.ratings import GetSatisfaction
from contracts.recurring import FindRecurring
from contracts.saved_views import ViewSaved
from contracts.sla import ClockOf, FindClocks
from contracts.values import PROVIDER, Channel, Priority, TicketState
from services.directory import queries as directory
from services.directory.people_queries import find_account
from services.directory.session_queries import find_session
from services.directory.tables import METADATA as DIRECTORY
from services.intake import queries, queues
from services.intake.enquiries import erasing
from services.intake.enquiries.queries import find_enquiries
from services.intake.first_replies.counted import count_first_replies
from services.intake.guarded import rows as guarded_rows
from services.intake.ratings.satisfaction import get_satisfaction
from services.intake.recurring import find_recurring
from services.intake.search import finding
from services.intake.tables import METADATA as INTAKE
from services.intake.views import counting_views
from services.sla.clock_queries import find_clocks
from services.sla.queries import due_clocks
from services.sla.tables import METADATA as SLA
from shared.application import Asked
from shared.database import Database
from tests.services.much import (
    ASKS,
    EACH,
    ENQUIRIES_KEPT,
    FILL,
    GUARDED,
    LATE,
    NAMED,
    OF_A_MONTH,
    OPEN,
    SCHOOLS,
)
from tests.support.databases import behind, create, schemas_of
from tests.support.plans import Plan, plan_of
from tests.support.postgres import fresh_databases
from tests.support.scenario import at

pytestmark = pytest.mark.needs_postgresql

PAGE = 20
NOW = at("mon 09:00")
ONE = UUID("5c000000-0000-4000-8000-000000000007")
TICKET = UUID("71c70000-0000-4000-8000-000000003001")
TABLES: dict[str, MetaData] = {"intake": INTAKE, "sla": SLA, "directory": DIRECTORY}


@pytest.fixture(scope="module")
def full(postgres_home: Path) -> Iterator[dict[str, Database]]:
    """Databases of three services, with much in them."""
    sizes = {"schools": SCHOOLS, "each": EACH, "open": OPEN, "named": NAMED}
    sizes |= {"asks": ASKS, "guarded": GUARDED, "kept": ENQUIRIES_KEPT}
    with fresh_databases(postgres_home) as make:
        place = schemas_of(make("full"))
        databases = {name: Database(place(name), TABLES[name]) for name in FILL}
        for name, database in databases.items():
            create(database)
            with behind(database) as connection:
                for statement in FILL[name]:
                    wanted = {k: v for k, v in sizes.items() if f":{k}" in statement}
                    connection.execute(text(statement), wanted)
                if name == "intake":
                    # As a server does by itself after a while; there is no while here.
                    connection.execute(text(_TIDY))
                connection.execute(text("analyze"))
        yield databases
        for database in databases.values():
            database.close()


def asked(school: UUID | None) -> Asked:
    keyring: Any = None  # nothing is opened for these
    return Asked(NOW, platform("test"), school, keyring)


def planned(database: Database, school: UUID | None, ask: Callable[..., Any]) -> Plan:
    """The plan of a question, as the school's role or as the provider's."""
    opened = database.provider() if school is None else database.reading(school)
    with opened as connection:
        connection.exec_driver_sql(_ON_AN_SSD)
        return plan_of(connection, lambda c: ask(c, asked(school)))


def school_of(number: int) -> UUID:
    """The school of a ticket, as the database was filled."""
    return UUID(f"5c000000-0000-4000-8000-{number % SCHOOLS:012}")


def ticket_of(number: int) -> UUID:
    """The id of a ticket there."""
    return UUID(f"71c70000-0000-4000-8000-{number:012}")


def found(**wanted: Any) -> Callable[..., Any]:
    def ask(connection: Connection, circumstances: Asked) -> Any:
        query = FindTickets(school_id=circumstances.school, limit=PAGE, **wanted)
        page = finding.find_tickets(connection, query, circumstances)
        assert page.tickets, "a question that finds nothing shows nothing"
        return page

    return ask


def of_ticket(connection: Connection, circumstances: Asked) -> Any:
    query = GetTicket(ticket_id=TICKET, school_id=circumstances.school)
    row = connection.execute(
        queries._TICKET if query.school_id is None else queries._TICKET_OF_SCHOOL,
        {"of_ticket": query.ticket_id, "of_school": query.school_id},
    )
    return row.one_or_none()


def guarded(connection: Connection, _: Asked) -> Any:
    asked_for = connection.execute(guarded_rows._ASKED, {"of_school": ONE}).all()
    assert len(asked_for) == SCHOOLS * EACH // GUARDED
    return asked_for


def counted(connection: Connection, circumstances: Asked) -> Any:
    query = CountTickets(school_id=circumstances.school, assignee="Olu")
    return queues.count_tickets(connection, query, circumstances)


def counted_views(connection: Connection, circumstances: Asked) -> Any:
    views = [replace(A_VIEW, view_id=UUID(int=number)) for number in range(20)]
    school = circumstances.school
    return counting_views.count_each(connection, views, school, circumstances)


P4: dict[str, Any] = {"priority": Priority.P4, "channel": Channel.EMAIL}
A_VIEW = ViewSaved(
    view_id=UUID(int=0),
    name="P4",
    shared=True,
    queue=None,
    state=None,
    assignee=None,
    of_school=None,
    requester_email=None,
    search="",
    **P4,
)
WAITING = SCHOOLS * OPEN
OF_INTAKE: dict[str, tuple[UUID | None, Callable[..., Any], int]] = {
    "the queue of the desk": (None, found(queue=Queue.UNRESOLVED), 2 * PAGE),
    "the queue of a school": (ONE, found(queue=Queue.UNRESOLVED), 2 * PAGE),
    "what waits for nobody": (None, found(queue=Queue.UNASSIGNED), 2 * PAGE),
    "what is open at a school": (ONE, found(state=TicketState.OPEN), 2 * PAGE),
    "what changed last": (None, found(sort="updated"), 2 * PAGE),
    "what changed last at a school": (ONE, found(sort="updated"), 2 * PAGE),
    "a search of the desk": (None, found(search="projector"), 6 * SCHOOLS * NAMED),
    "the tickets of a priority": (None, found(queue=Queue.UNRESOLVED, **P4), 2 * PAGE),
    "the counts of the views": (None, counted_views, 2 * WAITING),
    "a search at a school": (ONE, found(search="projector"), 3 * EACH),
    "how many wait": (None, counted, 2 * WAITING),
    "how many wait at a school": (ONE, counted, 2 * WAITING // SCHOOLS),
    "a ticket of a school": (ONE, of_ticket, 2),
    "a ticket by its id": (None, of_ticket, 2),
    "who asked for what few read": (ONE, guarded, 2 * SCHOOLS * EACH // GUARDED),
}
"""Whose question it is, what it asks, and how many rows it may read at most."""


def satisfied(connection: Connection, circumstances: Asked) -> Any:
    query = GetSatisfaction(school_id=circumstances.school, month="2026-06")
    view = get_satisfaction(connection, query, circumstances)
    assert all(one.asked for one in view.satisfied)
    assert view.comments
    return view


def answered_first(connection: Connection, circumstances: Asked) -> None:
    query = CountFirstReplies(school_id=circumstances.school, month="2026-06")
    view = count_first_replies(connection, query, circumstances)
    assert view.replies


def recurs(connection: Connection, circumstances: Asked) -> Any:
    query = FindRecurring(school_id=circumstances.school, days=1)
    then = replace(circumstances, now=datetime(2026, 1, 14, tzinfo=UTC))
    view = find_recurring(connection, query, then)
    assert all(one.newest for one in view.recurring)
    assert view.recurring
    return view


FIGURES: dict[str, tuple[UUID | None, Callable[..., Any], int]] = {
    "how it was found": (None, satisfied, 3 * OF_A_MONTH),
    "how it was found at a school": (ONE, satisfied, 4 * OF_A_MONTH // SCHOOLS),
    "who answers first": (None, answered_first, 3 * OF_A_MONTH),
    "who answers first at a school": (ONE, answered_first, 4 * OF_A_MONTH // SCHOOLS),
    "what recurs": (None, recurs, 2 * LATE + 2 * WAITING),
    "what recurs at a school": (ONE, recurs, 2 * LATE // SCHOOLS + 20 * OPEN),
}


def searched(connection: Connection, circumstances: Asked) -> None:
    view = find_enquiries(connection, FindEnquiries(search="cedric"), circumstances)
    assert view.total == ENQUIRIES_KEPT


def erased(connection: Connection, _: Asked) -> None:
    assert len(erasing._due(connection, date(2020, 1, 11))) == 10


@pytest.mark.parametrize("ask", [searched, erased])
def test_what_is_erased_of_enquiries_is_not_read_again(
    full: dict[str, Database], ask: Callable[..., None]
) -> None:
    plan = planned(full["intake"], PROVIDER, ask)
    assert plan.rows <= 2 * ENQUIRIES_KEPT, plan
    assert plan.indexes == {"enquiries_kept"}
    with behind(full["intake"]) as connection:
        connection.execute(text("drop index enquiries_kept"))
        plan = plan_of(connection, lambda c: ask(c, asked(PROVIDER)))
        connection.rollback()
    assert plan.rows >= SCHOOLS * EACH


@pytest.mark.parametrize("what", FIGURES)
def test_figures_read_what_they_count_and_not_all_that_ever_was(
    full: dict[str, Database], what: str
) -> None:
    school, ask, most = FIGURES[what]
    plan = planned(full["intake"], school, ask)
    assert plan.rows <= most, plan
    # Nobody has set categories or holds a role; what is empty is looked through.
    assert plan.scanned <= {"categories", "held_roles"}


@pytest.mark.parametrize("what", OF_INTAKE)
def test_a_question_about_tickets_reads_what_it_shows(
    full: dict[str, Database], what: str
) -> None:
    school, ask, most = OF_INTAKE[what]
    plan = planned(full["intake"], school, ask)
    assert plan.rows <= most, plan
    # There are no teams here, nobody watches, and what is empty is looked through.
    assert plan.scanned <= {"team_members", "watchers"}


def test_the_clocks_of_a_page_are_looked_up_one_by_one(
    full: dict[str, Database],
) -> None:
    wanted = tuple(
        ClockOf(school_id=school_of(number), ticket_id=ticket_of(number))
        for number in range(PAGE)
    )
    asking = FindClocks(tickets=wanted)
    plan = planned(full["sla"], None, lambda c, a: find_clocks(c, asking, a))
    assert plan.rows <= 4 * PAGE, plan
    # There are none of those here, and what is empty is looked through.
    assert plan.scanned <= {"agreements"}


def test_a_sweep_reads_what_is_due_and_not_what_is_open(
    full: dict[str, Database],
) -> None:
    plan = planned(full["sla"], None, lambda c, _: due_clocks(c, NOW))
    assert plan.rows <= 2 * 30
    assert "targets_next" in plan.indexes


def test_whoever_comes_in_is_found_by_an_index(full: dict[str, Database]) -> None:
    questions: dict[str, Callable[..., Any]] = {
        "account": lambda c, _: find_account(c, TICKET),
        "session": lambda c, _: find_session(c, "3001"),
        "token": lambda c, a: directory.check_token(c, CheckToken(digest="3001"), a),
    }
    for what, ask in questions.items():
        plan = planned(full["directory"], None, ask)
        assert plan.rows <= 4, what
        assert plan.scanned == set()


def test_without_its_index_the_queue_would_read_all_that_was_ever_done(
    full: dict[str, Database],
) -> None:
    school, ask, most = OF_INTAKE["the queue of a school"]
    indexes = ("tickets_of_school_waiting", "tickets_waiting", "tickets_due")
    with behind(full["intake"]) as connection:
        for index in indexes:
            connection.execute(text(f"drop index if exists {index}"))
        connection.execute(text(_ENTERED), {"school": str(ONE)})
        plan = plan_of(connection, lambda c: ask(c, asked(school)))
        connection.rollback()
    assert plan.rows > most


@pytest.mark.parametrize(
    ("index", "what"),
    [("letters_asked", "how it was found"), ("first_replies_at", "who answers first")],
)
def test_without_its_index_figures_would_be_counted_over_all_that_ever_was(
    full: dict[str, Database], index: str, what: str
) -> None:
    _, ask, most = FIGURES[what]
    with behind(full["intake"]) as connection:
        connection.execute(text(f"drop index {index}"))
        plan = plan_of(connection, lambda c: ask(c, asked(None)))
        connection.rollback()
    assert plan.rows > most


def test_without_its_index_a_sweep_would_read_every_clock(
    full: dict[str, Database],
) -> None:
    with behind(full["sla"]) as connection:
        connection.execute(text("drop index targets_next"))
        plan = plan_of(connection, lambda c: due_clocks(c, NOW))
        connection.rollback()
    assert plan.rows >= SCHOOLS * EACH


_TIDY = "select gin_clean_pending_list('ticket_words_found')"
_ON_AN_SSD = "set local random_page_cost = 1.1"
"""As docs/operations.md advises; by default PostgreSQL reckons with turning disks."""

_ENTERED = (
    "select set_config('role', 'caretaker_school', true),"
    " set_config('caretaker.school', :school, true)"
)
