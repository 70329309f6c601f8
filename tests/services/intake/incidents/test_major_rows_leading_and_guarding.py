"""Is a school told of a major incident at its interval, and is what is missed shown?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.access import Caller
from contracts.intake import TicketView
from contracts.major_incidents import (
    MajorEntryKind,
    MajorIncidentShown,
    MajorState,
)
from contracts.obligations import FindObligations, OwedState
from contracts.refusals import NotFound, Refused
from contracts.ties import MergeTicket
from contracts.values import TicketType
from services.intake.tied import tying
from services.sla.sweep import check_due_obligations
from tests.services.intake import incidents_of
from tests.services.intake.incidents.test_major_and_major_standing import (
    close,
    declare,
    done,
    note,
    over,
    review,
    update,
)
from tests.services.intake.incidents_of import seen
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, BEN, OLU, OTHER_TICKET, PRIYA, TICKET
from tests.support.scenario import at
from tests.support.town import Town


@pytest.fixture
def declared(known: Town) -> Town:
    """Priya's ticket is a major incident since nine."""
    known.execute(open_it)
    known.execute(declare, by=OLU.caller)
    known.settle()
    return known


def major(town: Town, by: Caller = OLU.caller) -> MajorIncidentShown:
    found = incidents_of.known(town, TICKET, by).major
    assert found is not None
    return found


def sweep(town: Town, when: str) -> None:
    town.clock.set(at(when))
    check_due_obligations(town.applications["sla"], town.clock())
    town.settle()


def test_declared_its_ticket_is_a_major_incident_and_an_update_is_due(
    declared: Town,
) -> None:
    view: TicketView = seen(declared)
    assert view.type is TicketType.MAJOR_INCIDENT
    shown = major(declared)
    assert shown.record.state is MajorState.RUNNING
    assert shown.next_update is not None
    assert shown.next_update.due_at == at("mon 10:00")


def test_an_update_goes_to_who_asked_and_into_the_portal(declared: Town) -> None:
    declared.clock.set(at("mon 09:30"))
    declared.execute(update, by=OLU.caller)
    declared.settle()
    shown = major(declared, PRIYA.caller)
    assert shown.next_update is not None
    assert shown.next_update.due_at == at("mon 10:30")
    assert [one.text for one in shown.record.entries] == [declare.reason, update.text]
    view = seen(declared, by=PRIYA.caller)
    [reply] = [one for one in view.timeline if one.kind == "reply"]
    assert reply.text == update.text
    assert reply.letter is not None


def test_an_update_that_is_missed_is_warned_of_told_once_and_stays_late(
    declared: Town,
) -> None:
    sweep(declared, "mon 09:46")
    due = major(declared).next_update
    assert due is not None
    assert due.state is OwedState.DUE_SOON
    sweep(declared, "mon 10:01")
    due = major(declared).next_update
    assert due is not None
    assert due.state is OwedState.MISSED
    kinds = [one.kind for one in seen(declared).timeline]
    assert kinds.count("obligation_missed") == 1
    assert "obligation_warned" not in kinds
    declared.execute(update, by=OLU.caller)
    declared.settle()
    shown = major(declared)
    [late] = shown.late
    assert (late.state, late.due_at) == (OwedState.MET_LATE, at("mon 10:00"))
    assert shown.next_update is not None
    assert shown.next_update.due_at == at("mon 11:01")
    told = declared.ask(FindObligations(school_id=ASHGROVE))
    assert (told.in_all, told.met, told.missed) == (2, 1, 1)


def test_what_the_desk_notes_is_for_the_desk_alone(declared: Town) -> None:
    declared.execute(note, by=OLU.caller)
    assert [one.kind for one in major(declared).record.entries][-1] is (
        MajorEntryKind.NOTE
    )
    assert "Switch 3" not in repr(seen(declared, by=PRIYA.caller))
    with pytest.raises(NotFound):
        seen(declared, by=BEN.caller)


def test_it_is_stood_down_reviewed_and_closed_with_what_is_late(
    declared: Town,
) -> None:
    declared.execute(over, by=OLU.caller)
    declared.settle()
    shown = major(declared)
    assert shown.next_update is None
    assert shown.review_due is not None
    assert shown.review_due.state is OwedState.RUNNING
    sweep(declared, "tue 09:00")
    assert major(declared).late == ()
    declared.execute(review, by=OLU.caller)
    declared.execute(close, by=OLU.caller)
    declared.settle()
    shown = major(declared)
    assert shown.record.state is MajorState.CLOSED
    assert shown.review_due is not None
    assert shown.review_due.state is OwedState.MET
    assert shown.late_actions == ()
    declared.clock.set(at("next fri 09:00").replace(month=7, day=1))
    assert major(declared).late_actions == (1,)
    declared.execute(done, by=OLU.caller)
    assert major(declared).late_actions == ()


def merge(town: Town) -> None:
    town.execute(replace(open_it, ticket_id=OTHER_TICKET))
    version = seen(town).version
    into = MergeTicket(
        school_id=ASHGROVE, ticket_id=TICKET, version=version, into_id=OTHER_TICKET
    )
    town.execute(into, by=OLU.caller)


def test_a_major_incident_that_runs_is_merged_into_nothing(declared: Town) -> None:
    with pytest.raises(Refused, match="This is a major incident"):
        merge(declared)


def test_without_the_guard_it_would_run_on_unseen(
    declared: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the one above."""
    monkeypatch.setattr(tying, "refuse_running", lambda _work, _ticket: None)
    merge(declared)
    with pytest.raises(Refused, match="merged"):
        declared.execute(update, by=OLU.caller)


def test_sent_twice_the_school_is_told_once(declared: Town) -> None:
    for _ in range(2):
        declared.execute(update, by=OLU.caller, command_id=TICKET)
    replies = [one for one in seen(declared).timeline if one.kind == "reply"]
    assert len(replies) == 1
