"""Is what was dismissed suggested no more, at either of the two?"""

from __future__ import annotations

import pytest

from contracts.intake import GetTicket, TicketView
from contracts.refusals import NotFound
from contracts.suggestions import DismissDuplicate, DuplicateDismissed
from services.intake.suggesting.dismissed_rows import dismissed_duplicates
from services.intake.suggesting.dismissing import APART
from tests.services.intake.suggesting.histories import opens, suggested
from tests.support.cast import ASHGROVE, BECKFIELD, OTHER_TICKET, PRIYA, TICKET
from tests.support.rebuilding import spoil, switched
from tests.support.scenario import Scenario
from tests.support.town import Town

apart = Scenario(APART, terms="MPJT-2")
dismiss = DismissDuplicate(school_id=ASHGROVE, ticket_id=TICKET, other_id=OTHER_TICKET)
dismissed = DuplicateDismissed(
    ticket_id=TICKET, other_id=OTHER_TICKET, other_reference="MPJT-2"
)


def test_a_duplicate_is_dismissed_once() -> None:
    apart.given().when(dismiss).then(dismissed).when(dismiss).then_nothing()


def test_a_ticket_is_not_dismissed_as_its_own_duplicate() -> None:
    itself = DismissDuplicate(school_id=ASHGROVE, ticket_id=TICKET, other_id=TICKET)
    apart.given().when(itself).then_refused("no duplicate of itself")


def test_what_was_dismissed_is_suggested_at_neither_of_the_two(town: Town) -> None:
    one, other = opens(town, 1), opens(town, 2)
    [likely] = suggested(town, other).duplicates
    assert likely.ticket_id == one
    says = DismissDuplicate(school_id=ASHGROVE, ticket_id=other, other_id=one)
    town.execute(says)
    back = DismissDuplicate(school_id=ASHGROVE, ticket_id=one, other_id=other)
    town.execute(back)
    assert suggested(town, other).duplicates == suggested(town, one).duplicates == ()


def test_the_desk_reads_that_it_was_dismissed_and_the_school_does_not(
    town: Town,
) -> None:
    one, other = opens(town, 1), opens(town, 2)
    says = DismissDuplicate(school_id=ASHGROVE, ticket_id=other, other_id=one)
    town.execute(says)
    seen: TicketView = town.ask(GetTicket(ticket_id=other))
    assert [entry.kind for entry in seen.timeline] == ["opened", "duplicate_dismissed"]
    theirs: TicketView = town.ask(GetTicket(ticket_id=other), by=PRIYA.caller)
    assert [entry.kind for entry in theirs.timeline] == ["opened"]


def test_a_ticket_of_another_school_is_not_there_to_be_dismissed(town: Town) -> None:
    ours, theirs = opens(town, 1), opens(town, 2, BECKFIELD)
    for one, other in ((ours, theirs), (theirs, ours)):
        says = DismissDuplicate(school_id=ASHGROVE, ticket_id=one, other_id=other)
        with pytest.raises(NotFound):
            town.execute(says)


def test_it_follows_from_the_log(town: Town) -> None:
    one, other = opens(town, 1), opens(town, 2)
    town.execute(DismissDuplicate(school_id=ASHGROVE, ticket_id=one, other_id=other))
    spoil(town, "intake", dismissed_duplicates, other_id=TICKET)
    switched(town, "intake")
    assert suggested(town, one).duplicates == ()
