"""How is it kept who looks after what, and is a new ticket where that says?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.intake import FindTickets, Queue, SetMailboxes
from contracts.outgoing import LetterWritten
from contracts.refusals import Conflict
from contracts.sla import ClockView, GetClock
from contracts.teams import DeliveredBy, GetDelivery
from contracts.values import Target, TargetState
from services.intake.outgoing.composing import compose
from services.intake.outgoing.letter_facts import letter_facts
from services.intake.teams.delivery_rows import deliveries
from tests.services.intake.outgoing.test_letter_facts_and_letter_rows import POST
from tests.services.intake.stories import open_it
from tests.services.intake.teams.crew import (
    OWN,
    own_printing,
    printing,
    shown,
    with_teams,
)
from tests.support.cast import ASHGROVE, ASHGROVE_MAILBOX, BECKFIELD, TICKET
from tests.support.rebuilding import spoil, switched
from tests.support.town import Town


def test_a_new_ticket_begins_with_who_looks_after_its_service(known: Town) -> None:
    with_teams(known).execute(own_printing(DeliveredBy.CO_MANAGED))
    known.execute(printing())
    view = shown(known)
    assert (view.team_id, view.with_school) == (OWN, True)
    found = known.ask(FindTickets(queue=Queue.WITH_SCHOOL)).tickets
    assert [one.ticket_id for one in found] == [TICKET]


def test_what_the_schools_own_team_looks_after_does_not_run_our_clock(
    known: Town,
) -> None:
    with_teams(known).execute(own_printing())
    known.execute(printing())
    known.settle()
    clock: ClockView = known.ask(GetClock(school_id=ASHGROVE, ticket_id=TICKET))
    states = {one.state for one in clock.targets}
    assert TargetState.RUNNING not in states
    assert TargetState.PAUSED in states


def test_a_service_of_which_nothing_is_said_is_in_the_msps_queue(known: Town) -> None:
    with_teams(known).execute(own_printing())
    known.execute(open_it)
    view = shown(known)
    assert (view.team_id, view.with_school) == (None, False)


def test_who_does_what_is_shown_to_its_school_and_follows_from_the_log(
    known: Town,
) -> None:
    with_teams(known).execute(replace(own_printing(), version=0))
    spoil(known, "intake", deliveries, content="{}")
    assert switched(known, "intake").changed.keys() == {"deliveries"}
    found = known.ask(GetDelivery(school_id=ASHGROVE))
    assert (found.delivery_version, found.ways) == (1, own_printing().ways)
    assert known.ask(GetDelivery(school_id=BECKFIELD)).ways == ()
    with pytest.raises(Conflict):
        known.execute(replace(own_printing(DeliveredBy.CO_MANAGED), version=0))


def acknowledgement(town: Town) -> tuple[LetterWritten, bytes]:
    """What a ticket about printing is acknowledged with, as recorded and as sent."""
    town.execute(SetMailboxes(school_id=ASHGROVE, addresses=(ASHGROVE_MAILBOX,)))
    town.execute(printing())
    town.settle()
    events = town.events("intake", ASHGROVE)
    [written] = [one for one in events if isinstance(one, LetterWritten)]
    arguments = (ASHGROVE, written.letter_id, lambda content: content[:32], POST)
    facts = town.applications["intake"].read(letter_facts, *arguments, school=ASHGROVE)
    return written, compose(facts)


def test_who_asks_is_told_that_the_schools_own_team_has_it_and_no_time_runs(
    known: Town,
) -> None:
    with_teams(known).execute(own_printing())
    written, sent = acknowledgement(known)
    assert written.promised == ()
    assert b"own team has it. No time of ours runs" in sent
    assert b"We will answer by" not in sent


def test_what_the_msp_has_is_promised_as_ever(known: Town) -> None:
    """The twin: without the school's team, the same ticket is promised something."""
    written, sent = acknowledgement(with_teams(known))
    assert {one.target for one in written.promised} == {
        *(Target.RESPONSE, Target.RESOLUTION)
    }
    assert b"We will answer by" in sent
