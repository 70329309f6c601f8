"""What goes wrong again and again?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

import pytest
from sqlalchemy.event import listen, remove

from contracts.intake import OpenTicket, ResolveTicket
from contracts.recurring import AlikeBy, FindRecurring, Recurring
from contracts.ties import MergeTicket
from contracts.values import TicketType
from services.intake import recurring
from services.intake.recurring import SHOWN, find_recurring
from shared.application import Asked
from tests.services.intake.matters.test_categories_and_standard_categories import (
    KILNS,
    put,
)
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, OLU, TICKET
from tests.support.town import Town


def opens(town: Town, number: int, school: UUID = ASHGROVE, **about: Any) -> UUID:
    ticket_id = uuid5(TICKET, f"{school} {number}")
    said = {"category": "printing"} | about
    command: OpenTicket = replace(
        open_it, school_id=school, ticket_id=ticket_id, **said
    )
    town.execute(command)
    town.clock.advance(minutes=1)
    return ticket_id


def found(town: Town, **asked: Any) -> list[Recurring]:
    return [*town.ask(FindRecurring(**asked)).recurring]


def test_what_happened_often_enough_of_late_recurs(town: Town) -> None:
    opens(town, 0)
    town.clock.advance(days=40)
    tickets = [opens(town, number) for number in range(1, 4)]
    opens(town, 4, category="network")
    [one] = found(town)
    assert (one.school_id, one.by, one.name) == (
        *(ASHGROVE, AlikeBy.CATEGORY, "printing"),
    )
    assert (one.title, one.times) == ("Printing and scanning", 3)
    assert [each.ticket_id for each in one.newest] == tickets[::-1]
    assert found(town, times=4) == []
    [longer] = found(town, times=4, days=60)
    assert longer.times == 4


def test_tickets_are_alike_by_their_service_too(town: Town) -> None:
    for number in range(3):
        opens(town, number, category="", service="wireless")
    [one] = found(town)
    assert (one.by, one.title) == (AlikeBy.SERVICE, "Wi-Fi")


@pytest.mark.parametrize(
    "type_of_it", [TicketType.SERVICE_REQUEST, TicketType.CHANGE, TicketType.PROBLEM]
)
def test_only_what_went_wrong_recurs(town: Town, type_of_it: TicketType) -> None:
    for number in range(3):
        opens(town, number, type=type_of_it)
    assert found(town) == []


def test_merged_tickets_count_as_one_and_resolved_ones_still(town: Town) -> None:
    first, second, _ = (opens(town, number) for number in range(3))
    which: dict[str, Any] = {"school_id": ASHGROVE, "version": 1}
    town.execute(ResolveTicket(**which, ticket_id=first, note="Done."))
    assert [one.times for one in found(town)] == [3]
    town.execute(MergeTicket(**which, ticket_id=second, into_id=first))
    assert found(town) == []


def test_each_school_is_counted_by_itself(town: Town) -> None:
    for number in range(2):
        opens(town, number)
        opens(town, number, BECKFIELD)
    assert found(town) == []
    opens(town, 2, BECKFIELD)
    [one] = found(town)
    assert one.school_id == BECKFIELD
    assert found(town, school_id=ASHGROVE) == []
    theirs = town.ask(FindRecurring(), by=BEN.caller).recurring
    assert [each.school_id for each in theirs] == [BECKFIELD]


def test_the_problem_about_it_is_named_until_it_is_resolved(town: Town) -> None:
    for number in range(3):
        opens(town, number)
    assert found(town)[0].problem is None
    problem = opens(town, 3, type=TicketType.PROBLEM)
    told = found(town)[0].problem
    assert told is not None
    assert told.ticket_id == problem
    done = ResolveTicket(
        school_id=ASHGROVE, ticket_id=problem, version=1, note="A new driver."
    )
    town.execute(done)
    assert found(town)[0].problem is None


def test_what_the_school_has_no_more_is_called_by_its_name(town: Town) -> None:
    for number in range(3):
        opens(town, number)
    town.execute(put(KILNS))
    assert found(town)[0].title == "printing"


def sent(town: Town, schools: int) -> int:
    """How many questions the database is asked while something recurs at so many."""
    statements: list[str] = []

    def note(*told: Any) -> None:
        statements.append(told[2])

    for number in range(schools):
        school = uuid5(ASHGROVE, str(number))
        for one in range(3):
            opens(town, one, school, service="wireless")
    database = town.databases["intake"]
    keyring = town.applications["intake"].keyring
    asked = Asked(town.clock(), OLU.caller, None, keyring)
    with database.provider() as connection:
        listen(connection, "before_cursor_execute", note)
        view = find_recurring(connection, FindRecurring(), asked)
        remove(connection, "before_cursor_execute", note)
    assert len(view.recurring) == 2 * schools
    assert all(len(one.newest) == 3 for one in view.recurring)
    return len(statements)


def test_what_recurs_at_many_schools_is_asked_for_together(town: Town) -> None:
    assert sent(town, 1) == sent(town, 4) == 5


def test_the_newest_few_of_it_are_named(town: Town) -> None:
    tickets = [opens(town, number) for number in range(SHOWN + 2)]
    [one] = found(town)
    assert one.times == SHOWN + 2
    assert [each.ticket_id for each in one.newest] == tickets[:1:-1]


def test_the_list_is_cut_before_it_is_filled_in(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        opens(town, number, service="wireless")
    for number in range(3):
        opens(town, number, BECKFIELD)
    monkeypatch.setattr(recurring, "MOST", 2)
    assert [(one.by, one.times) for one in found(town)] == [
        (AlikeBy.CATEGORY, 4),
        (AlikeBy.SERVICE, 4),
    ]
