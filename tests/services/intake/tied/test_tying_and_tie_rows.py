"""How is something done with two tickets at once, in one transaction?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from contracts.access import Caller, Role
from contracts.catalogue import Use
from contracts.directory import AddSchool
from contracts.intake import (
    CountTickets,
    FindTickets,
    GetTicket,
    HoldTicket,
    RequesterReplied,
    TicketOpened,
    TicketView,
    WriteToDesk,
)
from contracts.refusals import Conflict, NotFound, Refused
from contracts.ties import (
    GetTies,
    Link,
    LinkTickets,
    MergeTicket,
    SplitTicket,
    Tie,
    UnlinkTickets,
    UnmergeTicket,
)
from contracts.values import TicketState
from services.intake.matters import standard_categories as standard
from services.intake.rooms import ROOMS
from services.intake.tied.tie_rows import survivor_of
from tests.services.intake.matters.test_categories_and_standard_categories import (
    KILNS,
    POTTERY,
    put,
)
from tests.services.intake.stories import classify, open_it
from tests.support.cast import ASHGROVE, BECKFIELD, OLU, OTHER_TICKET, PRIYA, TICKET
from tests.support.town import Town

THIRD = UUID("71c7e700-0000-4000-8000-000000000003")


@pytest.fixture
def desk(town: Town) -> Town:
    return three_tickets(town)


def three_tickets(town: Town) -> Town:
    """Ashgrove with three tickets, and Beckfield."""
    for school, name in ((ASHGROVE, "Ashgrove Primary"), (BECKFIELD, "Beckfield")):
        town.execute(AddSchool(school_id=school, name=name))
    for number, ticket in enumerate((TICKET, OTHER_TICKET, THIRD), start=1):
        town.execute(replace(open_it, ticket_id=ticket, subject=f"Projector {number}"))
    return town


def look(town: Town, ticket: UUID, by: Any = OLU.caller) -> TicketView:
    view: TicketView = town.ask(GetTicket(ticket_id=ticket, school_id=ASHGROVE), by)
    return view


def merge(town: Town, ticket: UUID, into: UUID) -> None:
    version = look(town, ticket).version
    town.execute(
        MergeTicket(school_id=ASHGROVE, ticket_id=ticket, version=version, into_id=into)
    )


def unmerge(town: Town, ticket: UUID) -> None:
    version = look(town, ticket).version
    command = UnmergeTicket(school_id=ASHGROVE, ticket_id=ticket, version=version)
    town.execute(command)


def write(town: Town, ticket: UUID, text: str, by: Caller = PRIYA.caller) -> None:
    command = WriteToDesk(
        school_id=ASHGROVE, ticket_id=ticket, message_id=uuid4(), text=text
    )
    town.execute(command, by)


def ties(town: Town, ticket: UUID) -> list[tuple[Tie, str]]:
    found = town.ask(GetTies(ticket_id=ticket, school_id=ASHGROVE))
    return [(one.tie, one.subject) for one in found.ties]


def survivor(town: Town, ticket: UUID) -> UUID:
    found: UUID = town.applications["intake"].read(
        survivor_of, ASHGROVE, ticket, school=ASHGROVE
    )
    return found


def test_a_merged_ticket_keeps_its_number_and_leaves_the_queue(desk: Town) -> None:
    before = look(desk, TICKET)
    merge(desk, TICKET, OTHER_TICKET)
    after = look(desk, TICKET)
    assert (after.reference, after.merged_into) == (before.reference, OTHER_TICKET)
    waiting = desk.ask(FindTickets(school_id=ASHGROVE, state=TicketState.OPEN)).tickets
    assert {one.ticket_id for one in waiting} == {OTHER_TICKET, THIRD}
    assert desk.ask(CountTickets(assignee="olu", school_id=ASHGROVE)).open == 2
    found = desk.ask(FindTickets(school_id=ASHGROVE, search=before.reference)).tickets
    assert [one.merged_into for one in found] == [OTHER_TICKET]


def test_what_is_written_to_a_merged_ticket_reaches_the_last_survivor(
    desk: Town,
) -> None:
    merge(desk, TICKET, OTHER_TICKET)
    merge(desk, OTHER_TICKET, THIRD)
    write(desk, TICKET, "It is dark again.")
    event = desk.events("intake", ASHGROVE)[-1]
    assert isinstance(event, RequesterReplied)
    assert (event.ticket_id, event.sent_to) == (THIRD, TICKET)
    assert look(desk, THIRD).timeline[-1].detail == look(desk, TICKET).reference
    assert survivor(desk, TICKET) == survivor(desk, OTHER_TICKET) == THIRD
    assert survivor(desk, THIRD) == THIRD


def test_an_undone_merge_leaves_both_as_they_would_be(desk: Town) -> None:
    hold = HoldTicket(school_id=ASHGROVE, ticket_id=TICKET, version=1, reason="A lamp.")
    desk.execute(hold)
    merge(desk, TICKET, OTHER_TICKET)
    write(desk, TICKET, "It is dark again.")
    unmerge(desk, TICKET)
    undone = look(desk, TICKET)
    assert (undone.state, undone.merged_into) == (TicketState.ON_HOLD, None)
    kinds = [one.kind for one in undone.timeline]
    assert kinds == ["opened", "held", "merged", "passed_on", "unmerged"]
    assert undone.timeline[-2].text == "It is dark again."
    kept = [one.kind for one in look(desk, OTHER_TICKET).timeline]
    assert kept == ["opened", "joined", "requester_replied", "parted"]
    assert ties(desk, TICKET) == ties(desk, OTHER_TICKET) == []
    assert survivor(desk, TICKET) == TICKET


def test_of_two_that_merge_into_each_other_one_is_refused(desk: Town) -> None:
    merge(desk, TICKET, OTHER_TICKET)
    with pytest.raises(Refused, match="is merged itself"):
        merge(desk, OTHER_TICKET, TICKET)
    with pytest.raises(Refused, match="is merged itself"):
        merge(desk, THIRD, TICKET)
    assert look(desk, OTHER_TICKET).merged_into is None


def test_without_its_record_at_the_survivor_a_merge_could_go_in_a_circle(
    desk: Town,
) -> None:
    desk.open(replace(ROOMS, handlers={}))
    merge(desk, TICKET, OTHER_TICKET)
    merge(desk, OTHER_TICKET, TICKET)
    assert look(desk, TICKET).merged_into == OTHER_TICKET
    assert look(desk, OTHER_TICKET).merged_into == TICKET


def test_a_log_with_a_circle_in_it_is_read_to_an_end(desk: Town) -> None:
    desk.open(replace(ROOMS, handlers={}))
    merge(desk, TICKET, OTHER_TICKET)
    merge(desk, OTHER_TICKET, TICKET)
    assert survivor(desk, TICKET) == TICKET
    assert survivor(desk, OTHER_TICKET) == OTHER_TICKET


def test_a_ticket_that_is_merged_is_not_merged_again(desk: Town) -> None:
    merge(desk, TICKET, OTHER_TICKET)
    for into in (OTHER_TICKET, THIRD):
        with pytest.raises(Refused, match="This ticket is merged into"):
            merge(desk, TICKET, into)


def test_a_merge_that_is_sent_twice_happens_once(desk: Town) -> None:
    command = MergeTicket(
        school_id=ASHGROVE, ticket_id=TICKET, version=1, into_id=OTHER_TICKET
    )
    key = uuid4()
    first = desk.execute(command, command_id=key)
    again = desk.execute(command, command_id=key)
    assert (again.repeated, again.position) == (True, first.position)
    assert len(desk.log("intake", ASHGROVE)) == first.position


def test_a_tie_that_is_refused_at_one_ticket_is_recorded_at_neither(
    desk: Town,
) -> None:
    before = len(desk.log("intake", ASHGROVE))
    stale = MergeTicket(
        school_id=ASHGROVE, ticket_id=TICKET, version=7, into_id=OTHER_TICKET
    )
    with pytest.raises(Conflict):
        desk.execute(stale)
    with pytest.raises(Refused, match="into itself"):
        merge(desk, TICKET, TICKET)
    with pytest.raises(NotFound):
        merge(desk, TICKET, uuid4())
    with pytest.raises(Refused, match="nothing to undo"):
        unmerge(desk, TICKET)
    assert len(desk.log("intake", ASHGROVE)) == before


def test_no_tie_reaches_another_school(desk: Town) -> None:
    theirs = UUID("71c7e700-0000-4000-8000-00000000beef")
    desk.execute(replace(open_it, school_id=BECKFIELD, ticket_id=theirs))
    with pytest.raises(NotFound, match="no such ticket"):
        merge(desk, TICKET, theirs)
    linking = LinkTickets(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        version=1,
        other_id=theirs,
        link=Link.RELATED,
    )
    with pytest.raises(NotFound, match="no such ticket"):
        desk.execute(linking)
    with pytest.raises(NotFound):
        desk.ask(GetTies(ticket_id=theirs, school_id=ASHGROVE))


def split_off(town: Town, text: str, by: Caller = PRIYA.caller) -> UUID:
    """The school writes something, and the desk makes it a ticket of its own."""
    write(town, TICKET, text, by)
    source, new = look(town, TICKET), uuid4()
    split = SplitTicket(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        version=source.version,
        new_id=new,
        entry_id=source.timeline[-1].entry_id or new,
        subject="The lamp in the hall",
    )
    town.execute(split)
    return new


def test_what_is_split_off_is_about_the_same_as_far_as_the_school_has_it(
    desk: Town,
) -> None:
    desk.execute(replace(classify, category="printing", service="wireless"))
    made = look(desk, split_off(desk, "And the lamp."))
    assert (made.type, made.category, made.service) == (
        *(classify.type, "printing", "wireless"),
    )
    desk.execute(put(KILNS, services=standard.SERVICES))
    made = look(desk, split_off(desk, "And another lamp."))
    assert (made.category, made.service) == ("", "wireless")


def test_what_is_split_off_is_about_safeguarding_where_its_source_is(
    desk: Town,
) -> None:
    uses = (Use.SAFEGUARDING,)
    desk.execute(put(replace(KILNS, uses=uses), services=standard.SERVICES))
    desk.execute(replace(classify, category="kilns"))
    desk.execute(put(POTTERY, services=standard.SERVICES))
    made = split_off(desk, "And another pupil.", replace(PRIYA.caller, role=Role.DSL))
    [event] = [
        one
        for one in desk.events("intake", ASHGROVE)
        if isinstance(one, TicketOpened) and one.ticket_id == made
    ]
    assert (event.category, event.safeguarding) == ("", True)


def test_what_the_school_wrote_becomes_a_ticket_of_its_own(desk: Town) -> None:
    new = split_off(desk, "And the lamp in the hall flickers.")
    source, made = look(desk, TICKET), look(desk, new)
    assert made.description == "And the lamp in the hall flickers."
    assert (made.requester, made.channel) == (source.requester, source.channel)
    assert ties(desk, new) == [(Tie.SPLIT_FROM, "Projector 1")]
    assert ties(desk, TICKET) == [(Tie.SPLIT_OFF, "The lamp in the hall")]
    assert look(desk, TICKET).timeline[-1].detail == made.reference
    # Merged back, it is undone.
    merge(desk, new, TICKET)
    assert "The lamp in the hall" in str(look(desk, TICKET).timeline)


def test_only_what_the_school_wrote_is_split_off(desk: Town) -> None:
    opened = look(desk, TICKET).timeline[0].entry_id
    for entry in (opened, uuid4()):
        split = SplitTicket(
            school_id=ASHGROVE,
            ticket_id=TICKET,
            version=1,
            new_id=uuid4(),
            entry_id=entry or TICKET,
            subject="The lamp",
        )
        with pytest.raises(Refused, match="Only what the school wrote"):
            desk.execute(split)


def test_a_project_holds_its_tickets_together(desk: Town) -> None:
    for child in (OTHER_TICKET, THIRD):
        linking = LinkTickets(
            school_id=ASHGROVE,
            ticket_id=TICKET,
            version=look(desk, TICKET).version,
            other_id=child,
            link=Link.CHILD,
        )
        desk.execute(linking)
    assert ties(desk, TICKET) == [
        (Tie.CHILD, "Projector 2"),
        (Tie.CHILD, "Projector 3"),
    ]
    assert ties(desk, THIRD) == [(Tie.PARENT, "Projector 1")]
    undoing = UnlinkTickets(
        school_id=ASHGROVE,
        ticket_id=THIRD,
        version=look(desk, THIRD).version,
        other_id=TICKET,
        link=Link.PARENT,
    )
    desk.execute(undoing)
    assert ties(desk, TICKET) == [(Tie.CHILD, "Projector 2")]
    assert look(desk, TICKET).timeline[-1].detail == (
        f"{look(desk, THIRD).reference} as child"
    )
