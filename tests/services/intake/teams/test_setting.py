"""Which teams may there be, and what is then true of them?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.refusals import Invalid
from contracts.teams import TeamsSet
from contracts.values import PROVIDER
from services.intake.teams.setting import TEAMS
from tests.services.intake.teams.crew import OF_MSP, OF_SCHOOL, teams
from tests.support.scenario import Scenario

crew = Scenario(TEAMS)


def test_teams_are_set_and_each_change_is_the_next_version() -> None:
    first = TeamsSet(teams_version=1, teams=(OF_MSP,))
    story = crew.given().when(teams(PROVIDER, OF_MSP)).then(first)
    second = TeamsSet(teams_version=2, teams=())
    story.when(teams(PROVIDER)).then(second)
    crew.given(first).when(teams(PROVIDER, OF_MSP)).then_nothing()


def test_teams_that_nobody_could_tell_apart_are_named() -> None:
    twice = OF_MSP.members[:1] * 2
    wrong = (
        OF_MSP,
        replace(OF_SCHOOL, name=" networks "),
        replace(OF_SCHOOL, name=" ", members=twice),
    )
    with pytest.raises(Invalid) as refusal:
        crew.given().when(teams(PROVIDER, *wrong))
    assert refusal.value.errors.keys() == {
        *("teams.1.name", "teams.2.name"),
        *("teams.2.team_id", "teams.2.members"),
    }
