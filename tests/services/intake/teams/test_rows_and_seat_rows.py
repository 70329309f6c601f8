"""How is it kept which teams there are, and in whose queue a ticket is?"""

from __future__ import annotations

from typing import Any

import pytest

from contracts.intake import AssignTicket, CountTickets, FindTickets, Queue
from contracts.refusals import Conflict, Invalid
from contracts.saved_views import FindViews, SaveView
from contracts.teams import GetTeams, SetTeams, TeamsView
from contracts.values import PROVIDER
from services.intake.teams.rows import team_members
from tests.services.intake.stories import open_it
from tests.services.intake.teams.crew import (
    NETWORKS,
    OF_MSP,
    OF_SCHOOL,
    OWN,
    TECHNICIAN,
    hand_over,
    of_it,
    shown,
    teams,
    with_teams,
)
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, OLU, PRIYA, TICKET, ZOE
from tests.support.rebuilding import compared, spoil, switched
from tests.support.town import Town

TO_NETWORKS = AssignTicket(**of_it, version=1, assignee=None, team_id=NETWORKS)


@pytest.fixture
def crewed(town: Town) -> Town:
    """Both have their team, and there is a ticket."""
    with_teams(town).execute(open_it)
    return town


def queue(town: Town, which: Queue, by: Any = OLU, **asked: Any) -> list[str]:
    found = town.ask(FindTickets(queue=which, **asked), by.caller)
    return [one.reference for one in found.tickets]


def test_teams_are_shown_to_whom_they_are_and_of_two_who_set_them_one_is_told(
    crewed: Town,
) -> None:
    ours: TeamsView = crewed.ask(GetTeams())
    assert (ours.teams_version, ours.teams) == (1, (OF_MSP,))
    theirs = crewed.ask(GetTeams(), PRIYA.caller)
    assert (theirs.school_id, theirs.teams) == (ASHGROVE, (OF_SCHOOL,))
    assert crewed.ask(GetTeams(), BEN.caller).teams == ()
    with pytest.raises(Conflict):
        crewed.execute(SetTeams(school_id=PROVIDER, teams=(), version=0))


def test_a_ticket_is_in_the_queue_of_its_team_for_whoever_is_in_it(
    crewed: Town,
) -> None:
    assert queue(crewed, Queue.MY_TEAM) == []
    crewed.execute(TO_NETWORKS)
    view = shown(crewed)
    assert (view.team_id, view.assignee, view.with_school) == (NETWORKS, None, False)
    assert view.timeline[-1].detail == "Networks"
    mine = [view.reference]
    for one in (Queue.MY_TEAM, Queue.MY_TEAM_UNASSIGNED, Queue.UNASSIGNED):
        assert queue(crewed, one) == queue(crewed, one, ZOE) == mine
        assert queue(crewed, one, school_id=ASHGROVE) == mine
        assert queue(crewed, one, school_id=BECKFIELD) == []
    assert queue(crewed, Queue.UNRESOLVED, team_id=NETWORKS) == mine
    assert queue(crewed, Queue.UNRESOLVED, team_id=OWN) == []
    taken = AssignTicket(**of_it, version=2, assignee=ZOE.caller.actor)
    crewed.execute(taken)
    assert queue(crewed, Queue.MY_TEAM) == mine
    assert queue(crewed, Queue.MY_TEAM_UNASSIGNED) == []
    crewed.execute(teams(PROVIDER))
    assert queue(crewed, Queue.MY_TEAM) == []


def test_what_the_schools_own_team_has_is_unassigned_to_nobody_of_the_desk(
    crewed: Town,
) -> None:
    crewed.execute(hand_over(team_id=OWN))
    assert queue(crewed, Queue.UNASSIGNED) == []
    assert queue(crewed, Queue.WITH_SCHOOL) == [shown(crewed).reference]
    technicians = FindTickets(queue=Queue.WITH_SCHOOL)
    assert len(crewed.ask(technicians, TECHNICIAN).tickets) == 1
    assert crewed.ask(technicians, BEN.caller).tickets == ()


def test_counts_and_saved_views_know_the_queues_of_teams(crewed: Town) -> None:
    crewed.execute(TO_NETWORKS)
    for view in (Queue.MY_TEAM, Queue.MY_TEAM_UNASSIGNED, Queue.WITH_SCHOOL):
        save = SaveView(
            school_id=PROVIDER,
            view_id=OWN if view is Queue.MY_TEAM else TICKET,
            name=view.value,
            shared=True,
            queue=view,
            team_id=NETWORKS,
        )
        crewed.execute(save)
    counted = {
        one.name: (one.count, one.team_id) for one in crewed.ask(FindViews()).views
    }
    assert counted == {"my_team": (1, NETWORKS), "with_school": (0, NETWORKS)}
    counts = crewed.ask(CountTickets(assignee=OLU.caller.actor))
    assert (counts.my_team, counts.my_team_unassigned, counts.with_school) == (1, 1, 0)
    assert crewed.ask(CountTickets(assignee="somebody")).my_team == 0


def test_a_hand_over_is_told_with_its_note_to_whom_it_is_for(crewed: Town) -> None:
    crewed.execute(hand_over(team_id=NETWORKS))
    told = shown(crewed).timeline[-1]
    assert (told.kind, told.detail, told.internal) == ("handed_over", "Networks", True)
    assert told.text is not None
    assert "The lamp is new." in told.text
    assert "Look at the cable." in told.text
    assert "handed_over" not in {
        one.kind for one in shown(crewed, PRIYA.caller).timeline
    }
    crewed.execute(hand_over(2, team_id=OWN))
    told = shown(crewed, PRIYA.caller).timeline[-1]
    assert (told.kind, told.detail, told.internal) == (
        "handed_over",
        "IT support",
        False,
    )


def test_a_team_that_neither_has_is_told_at_its_field(crewed: Town) -> None:
    for command in (
        hand_over(team_id=ASHGROVE),
        AssignTicket(**of_it, version=1, assignee=None, team_id=BECKFIELD),
    ):
        with pytest.raises(Invalid) as told:
            crewed.execute(command)
        assert told.value.errors.keys() == {"team_id"}
    assert shown(crewed).version == 1


def test_they_follow_from_the_log(crewed: Town) -> None:
    crewed.execute(hand_over(team_id=OWN))
    spoil(crewed, "intake", team_members, actor="nobody")
    assert switched(crewed, "intake").changed.keys() <= {"team_members"}
    assert not compared(crewed, "intake").changed
