"""Which tickets may belong together, and how?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.intake import ClassifyTicket, PassOn, RequesterReplied, TicketClassified
from contracts.refusals import Invalid, NotFound
from contracts.ties import (
    JoinTicket,
    Link,
    LinkBack,
    LinkTickets,
    MergeTicket,
    PartTicket,
    SplitOffTicket,
    SplitTicket,
    TicketJoined,
    TicketLinked,
    TicketMerged,
    TicketParted,
    TicketSplit,
    TicketSplitOff,
    TicketUnlinked,
    TicketUnmerged,
    UnlinkBack,
    UnlinkTickets,
    UnmergeTicket,
)
from contracts.values import Level
from services.intake.domain import TICKET as DECIDER
from services.intake.matters.categories import Named
from services.intake.tied.ties import BACK, other_of
from tests.services.intake.stories import (
    MESSAGE,
    assign,
    held,
    hold,
    note,
    opened,
    reopen,
    reply,
    resolve,
    resolved,
    resume,
    resumed,
    triage,
    write,
)
from tests.support.cast import ASHGROVE, OTHER_TICKET, PRIYA, TICKET
from tests.support.scenario import Scenario

ticket = Scenario(DECIDER, terms="MPJT-8")

merge = MergeTicket(
    school_id=ASHGROVE, ticket_id=TICKET, version=1, into_id=OTHER_TICKET
)
merged = TicketMerged(ticket_id=TICKET, into_id=OTHER_TICKET, into_reference="MPJT-8")
unmerge = UnmergeTicket(school_id=ASHGROVE, ticket_id=TICKET, version=1)
unmerged = TicketUnmerged(
    ticket_id=TICKET, into_id=OTHER_TICKET, into_reference="MPJT-8"
)
join = JoinTicket(school_id=ASHGROVE, ticket_id=TICKET, from_id=OTHER_TICKET)
joined = TicketJoined(ticket_id=TICKET, from_id=OTHER_TICKET, from_reference="MPJT-8")
joined_safe = replace(joined, safeguarding=True)
so_as_well = TicketClassified(
    ticket_id=TICKET, was=opened.type, type=opened.type, safeguarding=True
)
part = PartTicket(school_id=ASHGROVE, ticket_id=TICKET, from_id=OTHER_TICKET)
parted = TicketParted(ticket_id=TICKET, from_id=OTHER_TICKET, from_reference="MPJT-8")
split = SplitTicket(
    school_id=ASHGROVE,
    ticket_id=TICKET,
    version=1,
    new_id=OTHER_TICKET,
    entry_id=MESSAGE,
    subject="The lamp of the hall",
)


def link(kind: Link) -> LinkTickets:
    return LinkTickets(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        version=1,
        other_id=OTHER_TICKET,
        link=kind,
    )


def unlink(kind: Link) -> UnlinkTickets:
    return UnlinkTickets(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        version=1,
        other_id=OTHER_TICKET,
        link=kind,
    )


def linked(kind: Link) -> TicketLinked:
    return TicketLinked(
        ticket_id=TICKET, other_id=OTHER_TICKET, other_reference="MPJT-8", link=kind
    )


def unlinked(kind: Link) -> TicketUnlinked:
    return TicketUnlinked(
        ticket_id=TICKET, other_id=OTHER_TICKET, other_reference="MPJT-8", link=kind
    )


@pytest.mark.parametrize("past", [(opened,), (opened, held), (opened, resolved)])
def test_a_ticket_is_merged_in_any_phase(past: tuple[object, ...]) -> None:
    ticket.given(*past).when(merge).then(merged)


def test_a_ticket_is_not_merged_into_itself() -> None:
    into_itself = replace(merge, into_id=TICKET)
    ticket.given(opened).when(into_itself).then_refused("into itself")


@pytest.mark.parametrize(
    "command",
    [
        *(
            triage(impact=Level.HIGH, urgency=Level.HIGH),
            assign(assignee="olu"),
            reply,
            note,
        ),
        *(write, hold, resume, resolve, reopen, merge, split, link(Link.RELATED)),
    ],
)
def test_nothing_else_is_done_with_a_merged_ticket(command: object) -> None:
    ticket.given(opened, merged).when(command).then_refused(
        "This ticket is merged into MPJT-8. Work on that one, or undo the merge first."
    )


def test_nothing_is_merged_into_a_merged_ticket_so_there_is_no_circle() -> None:
    ticket.given(opened).when(join).then(joined).when(join).then_nothing()
    ticket.given(opened, merged).when(join).then_refused("Choose MPJT-8.")


def test_a_merge_is_undone_and_the_ticket_is_as_it_was() -> None:
    undone = ticket.given(opened, held, merged).when(unmerge).then(unmerged)
    undone.when(hold).then_refused("on hold already")
    undone.when(resume).then(resumed)
    undone.when(merge).then(merged)


def test_only_a_merge_is_undone() -> None:
    ticket.given(opened).when(unmerge).then_refused("nothing to undo")
    ticket.given(opened, merged, unmerged).when(unmerge).then_refused("nothing to undo")


def test_a_ticket_parts_from_a_survivor_that_was_merged_since() -> None:
    ticket.given(opened, joined, merged).when(part).then(parted)
    ticket.given(opened, joined, parted).when(part).then_nothing()
    ticket.given(opened).when(part).then_nothing()


def test_a_split_names_both_tickets() -> None:
    ticket.given(opened).when(split).then(
        TicketSplit(
            ticket_id=TICKET,
            new_id=OTHER_TICKET,
            new_reference="MPJT-8",
            entry_id=MESSAGE,
        )
    )
    off = SplitOffTicket(school_id=ASHGROVE, ticket_id=TICKET, from_id=OTHER_TICKET)
    told = TicketSplitOff(
        ticket_id=TICKET, from_id=OTHER_TICKET, from_reference="MPJT-8"
    )
    ticket.given(opened).when(off).then(told)


def test_a_ticket_that_is_split_off_is_called_something() -> None:
    with pytest.raises(Invalid) as refusal:
        ticket.given(opened).when(replace(split, subject="  "))
    assert refusal.value.errors == {"subject": ["Must not be blank."]}


@pytest.mark.parametrize("kind", list(Link))
def test_a_link_is_made_once_and_undone_once(kind: Link) -> None:
    made = ticket.given(opened).when(link(kind)).then(linked(kind))
    made.when(link(kind)).then_nothing()
    undone = made.when(unlink(kind)).then(unlinked(kind))
    undone.when(unlink(kind)).then_nothing()
    undone.when(link(kind)).then(linked(kind))


@pytest.mark.parametrize("kind", list(Link))
def test_the_other_ticket_records_the_same_the_other_way(kind: Link) -> None:
    assert BACK[BACK[kind]] is kind
    back = {"school_id": ASHGROVE, "ticket_id": TICKET, "other_id": OTHER_TICKET}
    made = ticket.given(opened).when(LinkBack(**back, link=kind)).then(linked(kind))
    made.when(UnlinkBack(**back, link=kind)).then(unlinked(kind))


def test_a_ticket_has_one_parent_and_a_parent_has_none() -> None:
    third = replace(link(Link.PARENT), other_id=MESSAGE)
    ticket.given(opened, linked(Link.PARENT)).when(third).then_refused("one parent")
    below = replace(link(Link.CHILD), other_id=MESSAGE)
    ticket.given(opened, linked(Link.PARENT)).when(below).then_refused("two levels")
    ticket.given(opened, linked(Link.CHILD)).when(third).then_refused("two levels")
    ticket.given(opened, linked(Link.CHILD)).when(below).then(
        replace(linked(Link.CHILD), other_id=MESSAGE)
    )


def test_a_ticket_is_not_linked_to_itself_nor_to_a_merged_one() -> None:
    to_itself = replace(link(Link.RELATED), other_id=TICKET)
    ticket.given(opened).when(to_itself).then_refused("to itself")
    back = LinkBack(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        other_id=OTHER_TICKET,
        link=Link.RELATED,
    )
    ticket.given(opened, merged).when(back).then_refused("Choose MPJT-8.")


def test_a_link_to_a_ticket_that_was_merged_since_is_undone() -> None:
    past = (opened, linked(Link.RELATED), merged)
    ticket.given(*past).when(unlink(Link.RELATED)).then(unlinked(Link.RELATED))


def test_what_is_written_to_a_merged_ticket_is_said_at_the_survivor() -> None:
    passed_on = PassOn(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        message_id=MESSAGE,
        requester_id=PRIYA.person_id,
        text="It is dark again.",
        sent_to=OTHER_TICKET,
    )
    ticket.given(opened, joined).when(passed_on).then(
        RequesterReplied(
            ticket_id=TICKET,
            requester_id=PRIYA.person_id,
            message_id=MESSAGE,
            text="It is dark again.",
            sent_to=OTHER_TICKET,
            sent_to_reference="MPJT-8",
        )
    )


def test_only_the_ticket_knows_what_it_was_merged_into() -> None:
    assert other_of(merge) == OTHER_TICKET
    assert other_of(split) == OTHER_TICKET
    assert other_of(link(Link.CAUSE)) == OTHER_TICKET
    assert other_of(part) == OTHER_TICKET
    assert other_of(unmerge) is None


@pytest.mark.parametrize("command", [merge, join, unmerge, split, link(Link.RELATED)])
def test_a_ticket_that_was_not_opened_belongs_to_none(command: object) -> None:
    with pytest.raises(NotFound, match="no such ticket"):
        ticket.given().when(command)


def test_what_is_about_safeguarding_makes_what_it_goes_on_as_so() -> None:
    also = replace(join, safeguarding=True)
    ticket.given(opened).when(also).then(joined_safe, so_as_well)
    safe = replace(opened, safeguarding=True)
    ticket.given(safe).when(also).then(joined_safe)
    ticket.given(safe).when(join).then(joined)


PRINTING = ClassifyTicket(
    school_id=ASHGROVE,
    ticket_id=TICKET,
    version=1,
    type=opened.type,
    service="printing",
)
printing = TicketClassified(
    ticket_id=TICKET, was=opened.type, type=opened.type, service="printing"
)
sorting = Scenario(DECIDER, terms=Named(frozenset(), frozenset({"printing"})))


def test_it_stays_so_whatever_it_is_about_as_long_as_it_has_that() -> None:
    has_it = sorting.given(opened, joined_safe, so_as_well)
    still = replace(printing, safeguarding=True)
    has_it.when(PRINTING).then(still)
    by_itself = sorting.given(opened, joined_safe, so_as_well, still, parted)
    by_itself.when(PRINTING).then(replace(printing, safeguarding=False))


def test_what_was_so_by_itself_stays_so_once_the_other_is_parted() -> None:
    safe = replace(opened, service="printing", safeguarding=True)
    sorting.given(safe, joined_safe, parted).when(PRINTING).then()
