"""Who is good at what a ticket is about, and has least to do?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.intake import AssignTicket
from contracts.refusals import Forbidden, NotFound
from contracts.teams import ReceiversView, SuggestWho
from tests.services.intake.stories import open_it
from tests.services.intake.teams.crew import TECHNICIAN, of_it, with_teams
from tests.support.cast import OLU, OTHER_TICKET, PRIYA, TICKET, ZOE
from tests.support.town import Town


def suggested(town: Town) -> list[tuple[str, tuple[str, ...], int]]:
    view: ReceiversView = town.ask(SuggestWho(ticket_id=TICKET))
    return [(one.actor, one.skills, one.waiting) for one in view.suggestions]


def test_who_has_more_skills_that_fit_is_first_and_then_who_has_less_to_do(
    town: Town,
) -> None:
    with_teams(town)
    town.execute(replace(open_it, category="network", service="wireless"))
    both, one = ("network", "wireless"), ("wireless",)
    assert suggested(town) == [(ZOE.caller.actor, both, 0), (OLU.caller.actor, one, 0)]
    taken = AssignTicket(**of_it, version=1, assignee=ZOE.caller.actor)
    town.execute(taken)
    assert suggested(town) == [(OLU.caller.actor, one, 0)]
    town.execute(replace(open_it, ticket_id=OTHER_TICKET, service="wireless"))
    view = town.ask(SuggestWho(ticket_id=OTHER_TICKET))
    assert [(one.actor, one.waiting) for one in view.suggestions] == [
        (OLU.caller.actor, 0),
        (ZOE.caller.actor, 1),
    ]


def test_a_schools_own_team_is_suggested_for_its_own_tickets(town: Town) -> None:
    with_teams(town).execute(replace(open_it, category="printing"))
    [found] = town.ask(SuggestWho(ticket_id=TICKET)).suggestions
    assert (found.actor, found.with_school) == (TECHNICIAN.actor, True)


def test_nobody_is_suggested_for_what_is_about_nothing(town: Town) -> None:
    with_teams(town).execute(open_it)
    assert suggested(town) == []
    with pytest.raises(NotFound):
        town.ask(SuggestWho(ticket_id=OTHER_TICKET))
    with pytest.raises(Forbidden):
        town.ask(SuggestWho(ticket_id=TICKET), PRIYA.caller)
