"""What is suggested of a ticket, from what, and at what cost?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Connection, func, insert, select, text

from contracts.catalogue import Use
from contracts.categories import Matter, SetCategories
from contracts.intake import ClassifyTicket, Requester, TriageTicket
from contracts.reference import reference
from contracts.refusals import Forbidden, NotFound
from contracts.suggestions import Because, SuggestFor, SuggestionsView
from contracts.ties import Link, LinkTickets, MergeTicket
from contracts.values import Level, Priority, TicketType
from services.intake.rooms import ROOMS
from services.intake.search.words import words_of
from services.intake.suggesting import past as past_of
from services.intake.suggesting import suggestions
from services.intake.suggesting.evidence import MOST_RARE
from services.intake.suggesting.past import NEWEST
from services.intake.tables import NEVER, ticket_words, tickets
from shared.application import Asked
from tests.services.intake.suggesting.histories import (
    SUBJECT,
    done,
    opens,
    past,
    suggested,
)
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, OLU, PRIYA, TICKET
from tests.support.databases import Databases
from tests.support.town import Town

NOTHING = SuggestionsView(
    school_id=ASHGROVE, category=None, priority=None, duplicates=()
)


@pytest.fixture
def desk(databases: Databases) -> Iterator[Town]:
    """Intake alone, on each of the databases."""
    town = Town((ROOMS,), databases)
    yield town
    town.close()


def test_what_such_tickets_were_is_suggested_with_why(desk: Town) -> None:
    past(desk)
    done(desk, 3, subject="Printer", category="printing")
    new = opens(desk, 4, subject="The bulbs of two projectors went")
    found = suggested(desk, new)
    because = Because(words=("bulbs", "projectors"), times=3, of=3)
    assert found.category is not None
    assert (found.category.category, found.category.title) == (
        *("classroom", "Screens and sound in class"),
    )
    assert found.category.because == because
    assert found.priority is not None
    assert (found.priority.impact, found.priority.priority) == (Level.HIGH, Priority.P1)
    assert found.priority.because == because
    assert found.duplicates == ()


def test_a_request_that_is_about_to_be_opened_has_its_suggestions_too(
    desk: Town,
) -> None:
    past(desk)
    waits = opens(desk, 3, subject="A projector without its bulb")
    asked = SuggestFor(
        school_id=ASHGROVE, subject=SUBJECT, requester_email=BEN.email.upper()
    )
    found: SuggestionsView = desk.ask(asked)
    assert found.category is not None
    assert found.priority is not None
    [one] = found.duplicates
    assert (one.ticket_id, one.words, one.same_requester) == (
        *(waits, ("bulb", "projector"), True),
    )
    assert desk.ask(SuggestFor(school_id=ASHGROVE, subject=" ")) == NOTHING


def test_the_past_of_another_school_says_nothing(desk: Town) -> None:
    past(desk, BECKFIELD)
    opens(desk, 3, BECKFIELD)
    assert suggested(desk, opens(desk, 4)) == NOTHING


def test_without_its_school_in_the_question_another_would_be_counted(
    desk: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    past(desk, BECKFIELD)
    new = opens(desk, 4)

    def of_another(*told: Any) -> list[past_of.Done]:
        return past_of.done_with(told[0], BECKFIELD, *told[2:])

    where = "services.intake.suggesting.suggestions.done_with"
    monkeypatch.setattr(where, of_another)
    assert suggested(desk, new).category is not None


def test_what_the_ticket_has_already_is_not_suggested(desk: Town) -> None:
    past(desk)
    urgent: dict[str, Any] = {"impact": Level.HIGH, "urgency": Level.HIGH}
    assert suggested(desk, opens(desk, 4, category="classroom", **urgent)) == NOTHING


def test_what_somebody_of_the_desk_has_set_is_left_alone(desk: Town) -> None:
    past(desk)
    new = opens(desk, 4)
    which: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": new}
    levels: dict[str, Any] = {"impact": Level.LOW, "urgency": Level.LOW}
    desk.execute(TriageTicket(**which, version=1, **levels))
    assert suggested(desk, new).priority is None
    desk.execute(ClassifyTicket(**which, version=2, type=TicketType.CHANGE))
    assert suggested(desk, new) == NOTHING


def test_what_is_done_has_no_suggestions_and_what_is_not_there_none_either(
    desk: Town,
) -> None:
    past(desk)
    assert suggested(desk, done(desk, 4)) == NOTHING
    with pytest.raises(NotFound):
        suggested(desk, TICKET)


def test_a_category_that_the_school_has_no_more_is_not_suggested(desk: Town) -> None:
    past(desk)
    kilns = Matter(name="kilns", title="Kilns")
    desk.execute(SetCategories(school_id=ASHGROVE, categories=(kilns,), services=()))
    assert suggested(desk, opens(desk, 4)).category is None
    desk.execute(SetCategories(school_id=ASHGROVE, categories=(), services=()))
    assert suggested(desk, opens(desk, 5)).category is None


@pytest.mark.parametrize("about", [{"category": "safety"}, {"service": "monitoring"}])
def test_a_ticket_about_safeguarding_is_counted_nowhere_and_named_nowhere(
    desk: Town, about: dict[str, Any]
) -> None:
    past(desk, **{"category": "accounts"} | about)
    opens(desk, 3, **about)
    assert suggested(desk, opens(desk, 4)) == NOTHING
    # The twin: used for more than that, the very same are told.
    plain = Matter(name="safety", title="Filtering", uses=(*Use,))
    other = Matter(name="accounts", title="Accounts", uses=(*Use,))
    monitoring = Matter(name="monitoring", title="Monitoring", uses=(*Use,))
    desk.execute(
        SetCategories(
            school_id=ASHGROVE, categories=(plain, other), services=(monitoring,)
        )
    )
    found = suggested(desk, opens(desk, 5, subject=SUBJECT))
    assert found.category is not None
    assert len(found.duplicates) == 2


def test_two_words_or_one_and_the_same_requester_are_a_likely_duplicate(
    desk: Town,
) -> None:
    priya: dict[str, Any] = {"requester": Requester(name=PRIYA.name, email=PRIYA.email)}
    opens(desk, 1, subject="Projector hums", **priya)
    same_person = opens(desk, 2, subject="Bulb needed")
    both = opens(desk, 3, subject="A bulb for my projector", **priya)
    found = suggested(desk, opens(desk, 4)).duplicates
    assert [one.ticket_id for one in found] == [both, same_person]
    assert [one.words for one in found] == [("bulb", "projector"), ("bulb",)]
    assert [one.same_requester for one in found] == [False, True]


def test_one_everyday_word_of_the_same_requester_is_no_likely_duplicate(
    desk: Town,
) -> None:
    other: dict[str, Any] = {"requester": Requester(name=PRIYA.name, email=PRIYA.email)}
    for number in range(1, MOST_RARE):
        opens(desk, number, subject="Projector hums", **other)
    theirs = opens(desk, 8, subject="Projector remote is lost")
    new = opens(desk, 9)
    assert [one.ticket_id for one in suggested(desk, new).duplicates] == [theirs]
    opens(desk, MOST_RARE, subject="Projector flickers", **other)
    assert suggested(desk, new).duplicates == ()


def test_without_asking_how_rare_it_is_every_word_would_do(
    desk: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the one above."""
    other: dict[str, Any] = {"requester": Requester(name=PRIYA.name, email=PRIYA.email)}
    for number in range(1, MOST_RARE + 1):
        opens(desk, number, subject="Projector hums", **other)
    theirs = opens(desk, 8, subject="Projector remote is lost")
    new = opens(desk, 9)
    assert suggested(desk, new).duplicates == ()
    monkeypatch.setattr(suggestions, "rare_in", lambda _: frozenset({"projector"}))
    assert [one.ticket_id for one in suggested(desk, new).duplicates] == [theirs]


def test_what_is_tied_or_done_is_no_likely_duplicate(desk: Town) -> None:
    done(desk, 1)
    merged, linked, new = opens(desk, 2), opens(desk, 3), opens(desk, 4)
    which: dict[str, Any] = {"school_id": ASHGROVE, "version": 1}
    desk.execute(MergeTicket(**which, ticket_id=merged, into_id=linked))
    desk.execute(
        LinkTickets(**which, ticket_id=new, other_id=linked, link=Link.RELATED)
    )
    assert suggested(desk, new).duplicates == ()


def test_only_who_works_on_tickets_is_told(desk: Town) -> None:
    new = opens(desk, 1)
    with pytest.raises(Forbidden):
        suggested(desk, new, by=PRIYA.caller)


def more_done(town: Town, count: int) -> None:
    """Add tickets that are done, without the stories that make them."""
    with town.databases["intake"].school(ASHGROVE) as connection:
        row = connection.execute(tickets.select().limit(1)).one()._asdict()
        last = connection.execute(select(func.max(tickets.c.number))).scalar_one()
        changed = {"state": "resolved", "due_rank": NEVER + 1, "subject": SUBJECT}
        made: list[dict[str, Any]] = [
            row
            | changed
            | {
                "ticket_id": uuid4(),
                "number": number,
                "reference": reference(ASHGROVE, number),
            }
            for number in range(last + 1, last + count + 1)
        ]
        connection.execute(insert(tickets), made)
        words = [
            {
                "school": ASHGROVE,
                "ticket_id": one["ticket_id"],
                "words": words_of((SUBJECT, one["reference"], row["requester_email"])),
            }
            for one in made
        ]
        connection.execute(insert(ticket_words), words)


def cost(town: Town, question: Any) -> tuple[int, int]:
    """How many steps SQLite takes to answer, and how many questions it is asked."""
    taken: list[None] = []
    asked: list[str] = []
    about = Asked(town.clock(), OLU.caller, None, town.keyring)

    def counted(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        driver.set_trace_callback(asked.append)
        driver.set_progress_handler(lambda: taken.append(None), 1)
        ROOMS.answers[type(question)](connection, question, about)
        driver.set_progress_handler(None, 0)
        driver.set_trace_callback(None)

    town.applications["intake"].read(counted)
    # What its index asks of its own tables is marked as a comment.
    return len(taken), sum(not one.startswith("--") for one in asked)


@pytest.fixture
def busy(sqlite: Databases) -> Iterator[Town]:
    """A desk where more is done than is looked at."""
    town = Town((ROOMS,), sqlite)
    opens(town, 1)
    more_done(town, NEWEST + 100)
    yield town
    town.close()


def test_what_was_done_of_old_costs_nothing(busy: Town) -> None:
    for question in (
        SuggestFor(school_id=ASHGROVE, subject=SUBJECT),
        SuggestFor(school_id=ASHGROVE, subject="An oboe squeaks"),
    ):
        steps, questions = cost(busy, question)
        more_done(busy, 4_000)
        later, as_many = cost(busy, question)
        assert later < 1.5 * steps
        assert as_many == questions <= 5


def test_without_a_bound_all_that_was_done_would_be_gone_through(
    busy: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past_of, "NEWEST", 1_000_000)
    question = SuggestFor(school_id=ASHGROVE, subject=SUBJECT)
    before, _ = cost(busy, question)
    more_done(busy, 4_000)
    assert cost(busy, question)[0] > 4 * before


@pytest.mark.needs_postgresql
def test_postgresql_finds_the_newest_of_them_by_their_words(
    postgresql: Databases,
) -> None:
    town = Town((ROOMS,), postgresql)
    opens(town, 1)
    more_done(town, 2_000)

    def planned(connection: Connection) -> list[str]:
        # So few rows would be read whole.
        connection.execute(text("set local enable_seqscan = off"))
        asked = {"looked_for": "'oboe':*", "newest": 9, "of_school": ASHGROVE}
        made = past_of._done("postgresql").params(asked).compile(connection)
        rows = connection.exec_driver_sql(f"explain {made}", made.params)
        return ["\n".join(row[0] for row in rows)]

    [plan] = town.applications["intake"].read(planned)
    assert "ticket_words_found" in plan
    town.close()
