"""How far is a project, by its tickets and by those that they go on as?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid5

from sqlalchemy import update

from contracts.intake import GetTicket, ResolveTicket
from contracts.projects import AddToProject
from contracts.ties import MergeTicket
from contracts.time_spent import RecordTime
from services.intake.tables import tickets
from tests.services.intake.projects.test_planning_parts_and_plans import remove, which
from tests.services.intake.projects.test_rows_and_reading import found, told
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, OTHER_TICKET, TICKET
from tests.support.databases import behind
from tests.support.town import Town

THIRD = uuid5(TICKET, "third")


def test_its_progress_and_its_time_are_those_of_its_tickets(desk: Town) -> None:
    desk.execute(AddToProject(**which, part_id=OTHER_TICKET))
    for ticket_id, minutes in ((TICKET, 30), (OTHER_TICKET, 45)):
        worked = RecordTime(
            school_id=ASHGROVE,
            ticket_id=ticket_id,
            time_id=uuid5(ticket_id, "time"),
            minutes=minutes,
            on=date(2026, 6, 8),
        )
        desk.execute(worked)
    lit = ResolveTicket(school_id=ASHGROVE, ticket_id=TICKET, version=1, note="Lit")
    desk.execute(lit)
    [one] = found(desk)
    assert (one.tickets, one.done, one.minutes) == (2, 1, 75)
    desk.execute(remove)
    assert told(desk) == ("removed_from_project", "A new network")
    [one] = found(desk)
    assert (one.tickets, one.done, one.minutes) == (1, 0, 45)


def test_what_is_merged_counts_once_and_as_what_it_goes_on_as(desk: Town) -> None:
    for into, merged in ((OTHER_TICKET, TICKET), (THIRD, OTHER_TICKET)):
        desk.execute(replace(open_it, ticket_id=into))
        version = desk.ask(GetTicket(ticket_id=merged)).version
        which_ticket: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": merged}
        desk.execute(MergeTicket(**which_ticket, version=version, into_id=into))
        assert (found(desk)[0].tickets, found(desk)[0].done) == (1, 0)
    for also in (OTHER_TICKET, THIRD):
        desk.execute(AddToProject(**which, part_id=also))
    version = desk.ask(GetTicket(ticket_id=THIRD)).version
    lit = ResolveTicket(
        school_id=ASHGROVE, ticket_id=THIRD, version=version, note="Lit"
    )
    desk.execute(lit)
    assert (found(desk)[0].tickets, found(desk)[0].done) == (1, 1)


def test_merges_in_a_circle_are_counted_and_end(desk: Town) -> None:
    desk.execute(AddToProject(**which, part_id=OTHER_TICKET))
    for one, other in ((TICKET, OTHER_TICKET), (OTHER_TICKET, TICKET)):
        with behind(desk.databases["intake"]) as connection:
            connection.execute(
                update(tickets)
                .where(tickets.c.ticket_id == one)
                .values(merged_into=other)
            )
    assert found(desk)[0].tickets == 2
