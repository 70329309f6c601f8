"""What may a school's own technician do, and with which tickets?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contracts.access import Caller, Role
from contracts.intake import NoteTicket, ReplyToTicket
from contracts.refusals import Forbidden, Invalid, NotFound
from contracts.teams import SchoolAct, WorkForSchool
from contracts.values import TicketState
from tests.services.intake.stories import MESSAGE, note, open_it, reply
from tests.services.intake.teams.crew import (
    OWN,
    TECHNICIAN,
    hand_over,
    of_it,
    shown,
    with_teams,
)
from tests.support.cast import BECKFIELD, BEN, OTHER_TICKET, PRIYA
from tests.support.town import Town


def does(act: SchoolAct, version: int = 2, **said: Any) -> WorkForSchool:
    return WorkForSchool(**of_it, version=version, message_id=MESSAGE, act=act, **said)


@pytest.fixture
def theirs(known: Town) -> Town:
    """A ticket that is with Ashgrove's own team."""
    with_teams(known).execute(open_it)
    known.execute(hand_over(team_id=OWN))
    return known


def test_a_technician_takes_replies_and_resolves_what_is_with_their_team(
    theirs: Town,
) -> None:
    theirs.execute(does(SchoolAct.TAKE), TECHNICIAN)
    assert shown(theirs).assignee == TECHNICIAN.actor
    theirs.execute(does(SchoolAct.REPLY, 3, said="I come at noon."), TECHNICIAN)
    theirs.execute(does(SchoolAct.RESOLVE, 4, said="A new cable."), TECHNICIAN)
    view = shown(theirs)
    assert view.state is TicketState.RESOLVED
    assert [one.kind for one in view.timeline[-2:]] == ["reply", "resolved"]
    assert all(one.letter is not None for one in view.timeline[-2:])


def test_what_they_hand_back_is_in_the_msps_queue_with_what_is_known(
    theirs: Town,
) -> None:
    back = does(SchoolAct.HAND_BACK, said="The cable is new.", next="Ask the maker.")
    theirs.execute(back, TECHNICIAN)
    view = shown(theirs, PRIYA.caller)
    assert (view.team_id, view.with_school, view.assignee) == (None, False, None)
    told = view.timeline[-1].text
    assert told is not None
    assert "The cable is new." in told
    assert "Ask the maker." in told


def test_words_that_are_missing_are_told_at_their_field(theirs: Town) -> None:
    wrong = {
        "said": [does(SchoolAct.REPLY, said=" "), does(SchoolAct.RESOLVE)],
        "next": [does(SchoolAct.HAND_BACK, said="The cable is new.")],
    }
    for field, commands in wrong.items():
        for command in commands:
            with pytest.raises(Invalid) as told:
                theirs.execute(command, TECHNICIAN)
            assert told.value.errors.keys() == {field}


def test_what_is_the_msps_is_not_theirs_to_work_on(known: Town) -> None:
    with_teams(known).execute(open_it)
    with pytest.raises(Forbidden, match="own team"):
        known.execute(does(SchoolAct.TAKE, 1), TECHNICIAN)
    missing = replace(does(SchoolAct.TAKE, 1), ticket_id=OTHER_TICKET)
    with pytest.raises(NotFound):
        known.execute(missing, TECHNICIAN)


@pytest.mark.parametrize("command", [reply, note, hand_over(team_id=None)])
def test_a_technician_has_none_of_the_desks_rights(
    theirs: Town, command: ReplyToTicket | NoteTicket
) -> None:
    with pytest.raises(Forbidden):
        theirs.execute(replace(command, version=2), TECHNICIAN)


def test_nobody_else_of_a_school_works_on_it(theirs: Town) -> None:
    elsewhere = Caller(actor="technician:2", role=Role.TECHNICIAN, school=BECKFIELD)
    for caller in (PRIYA.caller, BEN.caller, elsewhere):
        with pytest.raises(Forbidden):
            theirs.execute(does(SchoolAct.TAKE), caller)
    assert shown(theirs).assignee is None
