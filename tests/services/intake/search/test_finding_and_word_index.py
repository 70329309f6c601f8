"""Do both databases find the same tickets, whatever was done costing nothing?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
from sqlalchemy import Connection, delete, func, insert, select, text, update

from contracts.intake import (
    CountTickets,
    FindTickets,
    GetTicket,
    Requester,
    ResolveTicket,
    TicketRow,
)
from contracts.values import TicketState
from services.intake.rooms import ROOMS
from services.intake.search import word_index
from services.intake.search.words import words_of
from services.intake.tables import NEVER, ticket_words, tickets
from shared.application import Asked
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, OLU
from tests.support.databases import Databases
from tests.support.town import Town


@pytest.fixture
def desk(databases: Databases) -> Iterator[Town]:
    """Intake alone, on each of the databases."""
    town = Town((ROOMS,), databases)
    yield town
    town.close()


@pytest.fixture
def desk_here(sqlite: Databases) -> Iterator[Town]:
    """Intake alone, on SQLite, where steps can be counted."""
    town = Town((ROOMS,), sqlite)
    yield town
    town.close()


def opened(
    town: Town,
    subject: str,
    name: str = "Priya",
    email: str = "priya@ashgrove.example",
    school: UUID = ASHGROVE,
) -> UUID:
    ticket_id = uuid5(school, subject)
    by = Requester(name=name, email=email)
    asked = replace(
        open_it, school_id=school, ticket_id=ticket_id, subject=subject, requester=by
    )
    town.clock.advance(minutes=1)
    town.execute(asked)
    return ticket_id


def resolved(town: Town, ticket_id: UUID) -> None:
    town.execute(
        ResolveTicket(school_id=ASHGROVE, ticket_id=ticket_id, version=1, note="Done.")
    )


def subjects(town: Town, search: str, **asked: Any) -> list[str]:
    found = town.ask(FindTickets(search=search, **asked)).tickets
    return sorted(ticket.subject for ticket in found)


NAMED = {
    "Printer in the office": ("Priya Shah", "priya@ashgrove.example"),
    "Printer 5% of the time": ('O\'Brien \\ "Tim"', "t.obrien@ashgrove.example"),
    "Straße: Größe*&|!:() falsch": ("Zoë", "zoe+school@ashgrove.example"),
}


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("print", [0, 1]),
        ("PRINTER off", [0]),
        ("rinter", []),
        ("5%", [1]),
        ("o'br", [1]),
        ('"tim', [1]),
        ("\\", []),
        ("t.obrien@ash", [1]),
        ("shah priya", [0]),
        ("strasse größe*&", [2]),
        ("größe*:", []),
        ("zoe+school", [2]),
        ("print | straße", []),
        ("nobody", []),
        ("%%%", []),
        ("", [0, 1, 2]),
    ],
)
@pytest.mark.parametrize("few", [word_index.FEW, 0])
def test_the_same_words_find_the_same_tickets(
    desk: Town, monkeypatch: pytest.MonkeyPatch, search: str, found: list[int], few: int
) -> None:
    for subject, (name, email) in NAMED.items():
        opened(desk, subject, name, email)
    # As where there are many, too: SQLite finds those another way.
    monkeypatch.setattr(word_index, "FEW", few)
    assert subjects(desk, search) == sorted([*NAMED][place] for place in found)


def test_a_ticket_is_found_by_its_reference(desk: Town) -> None:
    for number in range(12):
        opened(desk, f"Request {number + 1}")
    [last] = desk.ask(FindTickets(search="request 12")).tickets
    assert subjects(desk, last.reference) == ["Request 12"]
    assert subjects(desk, last.reference.lower()) == ["Request 12"]
    assert subjects(desk, last.reference[:-1]) == [
        f"Request {n}" for n in (1, 10, 11, 12)
    ]


def test_words_are_looked_for_among_what_was_asked_for(desk: Town) -> None:
    done = opened(desk, "Printer that is mended")
    opened(desk, "Printer that is not")
    opened(desk, "Printer of the others", school=BECKFIELD)
    resolved(desk, done)
    assert subjects(desk, "print", state=TicketState.RESOLVED) == [
        "Printer that is mended"
    ]
    assert subjects(desk, "print", school_id=ASHGROVE, state=TicketState.OPEN) == [
        "Printer that is not"
    ]
    found = desk.ask(FindTickets(search="print"), by=BEN.caller).tickets
    assert [ticket.subject for ticket in found] == ["Printer of the others"]


@pytest.mark.parametrize("sort", ["due", "updated"])
@pytest.mark.parametrize("few", [word_index.FEW, 0])
def test_pages_of_what_is_found_hold_every_ticket_once(
    desk: Town, monkeypatch: pytest.MonkeyPatch, sort: str, few: int
) -> None:
    monkeypatch.setattr(word_index, "FEW", few)
    for number in range(5):
        opened(desk, f"Printer {number}")
        opened(desk, f"Scanner {number}")
    whole = desk.ask(FindTickets(search="print", sort=sort)).tickets
    assert len(whole) == 5
    found: list[TicketRow] = []
    cursor = "first"
    while cursor:
        cursor = "" if cursor == "first" else cursor
        asked = FindTickets(search="print", sort=sort, limit=2, cursor=cursor)
        page = desk.ask(asked)
        found += page.tickets
        cursor = page.cursor
    assert found == list(whole)


def test_words_that_go_are_gone_from_the_index(desk: Town) -> None:
    ticket_id = opened(desk, "Printer of Zachary", name="Zachary")
    other = opened(desk, "Printer of Zoë", name="Zoë")
    of_one = ticket_words.c.ticket_id == ticket_id
    with desk.databases["intake"].school(ASHGROVE) as connection:
        empty = words_of(["Printer"])
        connection.execute(update(ticket_words).where(of_one).values(words=empty))
        connection.execute(
            delete(ticket_words).where(ticket_words.c.ticket_id == other)
        )
    assert subjects(desk, "zachary") == subjects(desk, "zoë") == []
    assert subjects(desk, "printer") == ["Printer of Zachary"]


ASKED = {
    "the queue": FindTickets(state=TicketState.OPEN),
    "a school's queue": FindTickets(state=TicketState.OPEN, school_id=ASHGROVE),
    "what is on hold": FindTickets(state=TicketState.ON_HOLD),
    "what was done": FindTickets(state=TicketState.RESOLVED, sort="updated", limit=5),
    "one ticket": GetTicket(ticket_id=uuid5(ASHGROVE, "Printer 0 broken")),
    "the counts": CountTickets(assignee="nobody"),
    "common words": FindTickets(search="printer", limit=5),
    "a common word in the queue": FindTickets(search="printer", state=TicketState.OPEN),
    "rare words": FindTickets(search="broken"),
}


def steps(town: Town, question: Any) -> int:
    """How many steps SQLite takes to answer."""
    taken: list[None] = []
    application = town.applications["intake"]
    asked = Asked(town.clock(), OLU.caller, None, town.keyring)

    def counted(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        driver.set_progress_handler(lambda: taken.append(None), 1)
        ROOMS.answers[type(question)](connection, question, asked)
        driver.set_progress_handler(None, 0)

    application.read(counted)
    return len(taken)


def more_done(town: Town, count: int) -> None:
    """Add tickets that are done, without the stories that make them."""
    with town.databases["intake"].school(ASHGROVE) as connection:
        row = connection.execute(tickets.select().limit(1)).one()._asdict()
        last = connection.execute(select(func.max(tickets.c.number))).scalar_one()
        changed = {"state": "resolved", "due_rank": NEVER + 1}
        made: list[dict[str, Any]] = [
            row | changed | {"ticket_id": uuid4(), "number": last + number}
            for number in range(1, count + 1)
        ]
        connection.execute(insert(tickets), made)
        words = words_of(["Printer mended"])
        which = [{"school": ASHGROVE, "ticket_id": one["ticket_id"]} for one in made]
        connection.execute(insert(ticket_words), [w | {"words": words} for w in which])


@pytest.fixture
def busy(desk_here: Town) -> Town:
    """A desk with some work, and much that is done."""
    for number in range(20):
        opened(desk_here, f"Printer {number} broken")
    more_done(desk_here, word_index.FEW + 500)
    return desk_here


@pytest.mark.parametrize("question", ASKED.values(), ids=ASKED)
def test_what_is_done_costs_nothing_any_more(busy: Town, question: Any) -> None:
    before = steps(busy, question)
    more_done(busy, 4_000)
    assert steps(busy, question) < 1.5 * before


def test_without_indexes_of_what_waits_what_is_done_is_gone_through(busy: Town) -> None:
    with busy.databases["intake"].school(ASHGROVE) as connection:
        for index in ("tickets_waiting", "tickets_of_school_waiting"):
            connection.execute(text(f"drop index {index}"))
    asked = [ASKED["the counts"], ASKED["a school's queue"]]
    before = [steps(busy, question) for question in asked]
    more_done(busy, 4_000)
    after = [steps(busy, question) for question in asked]
    for early, late in zip(before, after, strict=True):
        assert late > 2 * early


@pytest.mark.needs_postgresql
def test_postgresql_finds_words_by_their_index(postgresql: Databases) -> None:
    town = Town((ROOMS,), postgresql)
    opened(town, "Printer")
    [plan] = town.applications["intake"].read(_planned)
    assert "Bitmap Index Scan on ticket_words_found" in plan
    town.close()


def _planned(connection: Connection) -> list[str]:
    # So few rows would be read whole.
    connection.execute(text("set local enable_seqscan = off"))
    connection.execute(text("set local enable_indexscan = off"))
    found = select(ticket_words.c.entry).where(
        word_index.has_words(ticket_words, "told by the server", 1)
    )
    begun = word_index.looking_for("told by the server", ["print"])
    explained = text(f"explain {found.compile(connection)}")
    rows = connection.exec_driver_sql(str(explained), begun)
    return ["\n".join(row[0] for row in rows)]
