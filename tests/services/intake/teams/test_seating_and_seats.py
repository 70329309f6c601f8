"""Who works on a ticket, and how is it handed on so that nobody asks again?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contracts.intake import TicketAssigned
from contracts.refusals import Invalid
from contracts.teams import TicketHandedOver
from services.intake.domain import TICKET as DECIDER
from services.intake.teams.seats import Seat
from tests.services.intake.stories import (
    MESSAGE,
    assign,
    held,
    hold,
    opened,
    reopen,
    reopened,
    resolved,
    ticket,
)
from tests.services.intake.teams.crew import NETWORKS, OWN, hand_over
from tests.support.cast import PRIYA, TICKET
from tests.support.scenario import Scenario

to_networks = Scenario(DECIDER, terms=Seat(team_id=NETWORKS, team="Networks"))
to_own = Scenario(DECIDER, terms=Seat(team_id=OWN, team="IT support", with_school=True))

with_networks = TicketAssigned(
    ticket_id=TICKET, assignee=None, team_id=NETWORKS, team="Networks"
)


def handed_over(**changed: Any) -> TicketHandedOver:
    told: dict[str, Any] = {
        "ticket_id": TICKET,
        "requester_id": PRIYA.person_id,
        "message_id": MESSAGE,
        "known": "The lamp is new.",
        "next": "Look at the cable.",
        "was_assignee": None,
        "was_team_id": None,
        "was_with_school": False,
        "assignee": None,
        "team_id": OWN,
        "team": "IT support",
        "with_school": True,
    }
    return TicketHandedOver(**told | changed)


def test_a_ticket_is_assigned_in_any_phase_and_given_back() -> None:
    to_olu = TicketAssigned(ticket_id=TICKET, assignee="olu")
    to_nobody = TicketAssigned(ticket_id=TICKET, assignee=None)
    ticket.given(opened).when(assign(assignee=" olu ")).then(to_olu)
    ticket.given(opened, held).when(assign(assignee="olu")).then(to_olu)
    ticket.given(opened, resolved).when(assign(assignee="olu")).then(to_olu)
    ticket.given(opened, to_olu).when(assign(assignee=None)).then(to_nobody)
    ticket.given(opened, to_olu).when(assign(assignee=" ")).then(to_nobody)


def test_assigning_a_ticket_to_whom_it_has_changes_nothing() -> None:
    to_olu = TicketAssigned(ticket_id=TICKET, assignee="olu")
    ticket.given(opened, to_olu).when(assign(assignee="olu")).then_nothing()
    ticket.given(opened, to_olu, held).when(assign(assignee="olu")).then_nothing()
    ticket.given(opened).when(assign(assignee=None)).then_nothing()


def test_what_nobody_works_on_is_given_to_a_team_without_a_note() -> None:
    story = to_networks.given(opened).when(assign(assignee=None, team_id=NETWORKS))
    story.then(with_networks)
    taken = replace(with_networks, assignee="olu")
    ticket.given(opened, with_networks).when(assign(assignee="olu")).then(taken)
    again = to_networks.given(opened, with_networks)
    again.when(assign(assignee=None, team_id=NETWORKS)).then_nothing()


def test_what_somebody_works_on_is_handed_over_with_what_is_known_and_next() -> None:
    taken = TicketAssigned(ticket_id=TICKET, assignee="olu")
    given = to_networks.given(opened, taken)
    given.when(assign(assignee=None, team_id=NETWORKS)).then_refused("Hand it over")
    over = handed_over(
        was_assignee="olu", team_id=NETWORKS, team="Networks", with_school=False
    )
    given.when(hand_over(team_id=NETWORKS)).then(over)


def test_to_the_schools_own_team_a_note_goes_with_it_in_any_case() -> None:
    given = to_own.given(opened)
    given.when(assign(assignee=None, team_id=OWN)).then_refused("Hand it over")
    given.when(hand_over(team_id=OWN)).then(handed_over())


def test_a_note_that_says_nothing_is_told_at_its_field() -> None:
    with pytest.raises(Invalid) as told:
        to_own.given(opened).when(replace(hand_over(team_id=OWN), known=" ", next=""))
    assert told.value.errors.keys() == {"known", "next"}


def test_what_is_there_already_or_done_is_not_handed_over() -> None:
    ticket.given(opened).when(hand_over()).then_refused("there already")
    done = to_own.given(opened, resolved)
    done.when(hand_over(team_id=OWN)).then_refused("Reopen it")


def test_what_is_on_hold_goes_on_before_it_goes_to_the_other_side() -> None:
    waits = (opened, held)
    to_own.given(*waits).when(hand_over(team_id=OWN)).then_refused("Go on with it")
    to_networks.given(*waits).when(hand_over(team_id=NETWORKS)).then(
        handed_over(team_id=NETWORKS, team="Networks", with_school=False)
    )


def test_what_the_schools_own_team_has_is_not_put_on_hold_besides() -> None:
    ticket.given(opened, handed_over()).when(hold).then_refused("stands still")


def test_what_is_reopened_says_that_the_schools_own_team_has_it() -> None:
    told = replace(reopened, with_school=True)
    ticket.given(opened, handed_over(), resolved).when(reopen).then(told)
    ticket.given(opened, resolved).when(reopen).then(reopened)
