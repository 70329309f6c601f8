"""How are rotas kept, and who is told by them?"""

from __future__ import annotations

import pytest

from contracts.access import person_actor
from contracts.refusals import NotFound
from contracts.rota import GetOnCall, GetRota, SetRota, Turn
from contracts.values import PROVIDER
from services.sla.rota_rows import called_at
from tests.services.sla.test_rota import LEAD, NEXT_NIGHT, NIGHT
from tests.support.cast import OLU, PRIYA
from tests.support.scenario import at
from tests.support.town import Town


def set_rota(town: Town, *turns: Turn) -> None:
    town.execute(SetRota(school_id=PROVIDER, turns=turns))


def test_every_version_stays_to_be_read(town: Town) -> None:
    assert town.ask(GetRota()).rota_version == 0
    set_rota(town, NIGHT)
    set_rota(town, NIGHT, NEXT_NIGHT)
    assert town.ask(GetRota()).turns == (NIGHT, NEXT_NIGHT)
    assert town.ask(GetRota(rota_version=1)).turns == (NIGHT,)
    with pytest.raises(NotFound):
        town.ask(GetRota(rota_version=3))


def test_who_is_called_is_asked_of_now_or_of_another_moment(town: Town) -> None:
    set_rota(town, LEAD, NIGHT)
    town.clock.set(at("mon 20:00"))
    told = town.ask(GetOnCall())
    assert (told.at, told.rota_version, told.turns) == (
        at("mon 20:00"),
        1,
        (NIGHT, LEAD),
    )
    assert town.ask(GetOnCall(at=at("mon 12:00"))).turns == ()


def test_a_step_is_told_to_whoever_has_its_role_when_it_is_due(town: Town) -> None:
    set_rota(town, LEAD, NIGHT)
    sla = town.applications["sla"]
    for role, when, told in (
        ("first_on_call", "mon 20:00", (person_actor(OLU.person_id),)),
        ("duty_lead", "mon 20:00", (person_actor(PRIYA.person_id),)),
        ("second_on_call", "mon 20:00", ()),
        ("first_on_call", "mon 12:00", ()),
    ):
        assert sla.read(called_at, role, at(when)) == told
