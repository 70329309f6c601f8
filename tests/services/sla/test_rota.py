"""May this be the rota, and who is on call by it at a moment?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.refusals import Invalid
from contracts.rota import OnCall, RotaSet, SetRota, Turn
from contracts.values import PROVIDER
from services.sla.rota import ROTA, on_call
from tests.support.cast import ASHGROVE, OLU, PRIYA
from tests.support.scenario import Scenario, at

rota = Scenario(ROTA)
NIGHT = Turn(
    role=OnCall.FIRST,
    person_id=OLU.person_id,
    from_at=at("mon 17:00"),
    until_at=at("tue 08:00"),
    terms="By telephone within 30 minutes, P1 only.",
)
LEAD = replace(NIGHT, role=OnCall.LEAD, person_id=PRIYA.person_id)
NEXT_NIGHT = replace(NIGHT, from_at=at("tue 08:00"), until_at=at("wed 08:00"))


def setting(*turns: Turn) -> SetRota:
    return SetRota(school_id=PROVIDER, turns=turns)


def test_each_rota_is_the_next_version_in_order_of_time() -> None:
    first = RotaSet(rota_version=1, turns=(NIGHT, LEAD))
    one = rota.given().when(setting(LEAD, NIGHT)).then(first)
    second = RotaSet(rota_version=2, turns=(NIGHT, LEAD, NEXT_NIGHT))
    one.when(setting(NEXT_NIGHT, NIGHT, LEAD)).then(second)


def test_the_same_rota_again_is_silence() -> None:
    given = rota.given(RotaSet(rota_version=1, turns=(NIGHT, LEAD)))
    given.when(setting(LEAD, NIGHT)).then_nothing()
    rota.given().when(setting()).then_nothing()


def test_a_turn_that_ends_before_it_begins_is_named() -> None:
    backwards = replace(NIGHT, until_at=NIGHT.from_at)
    with pytest.raises(Invalid) as told:
        rota.given().when(setting(LEAD, backwards))
    assert {*told.value.errors} == {"turns.1.until_at"}


def test_two_are_never_called_as_the_same() -> None:
    also = replace(NIGHT, person_id=PRIYA.person_id, from_at=at("tue 07:59"))
    also = replace(also, until_at=at("tue 09:00"))
    with pytest.raises(Invalid) as told:
        rota.given().when(setting(also, NIGHT))
    assert told.value.errors == {"turns.0": ["Somebody else is first on call then."]}


def test_a_school_has_no_rota_of_its_own() -> None:
    theirs = SetRota(school_id=ASHGROVE, turns=(NIGHT,))
    rota.given().when(theirs).then_refused("the provider's")


@pytest.mark.parametrize(
    ("when", "called"),
    [
        ("mon 16:59", ()),
        ("mon 17:00", (NIGHT, LEAD)),
        ("tue 07:59", (NIGHT, LEAD)),
        ("tue 08:00", (NEXT_NIGHT,)),
    ],
)
def test_who_is_called_is_whose_turn_it_is_the_first_first(
    when: str, called: tuple[Turn, ...]
) -> None:
    assert on_call((LEAD, NEXT_NIGHT, NIGHT), at(when)) == called
