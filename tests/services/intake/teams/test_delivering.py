"""Who looks after what at a school, and in whose queue does a new ticket begin?"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from contracts.refusals import Invalid
from contracts.teams import DeliveredBy, DeliverySet, SetDelivery, Way
from contracts.values import PROVIDER
from services.intake.teams.delivering import DELIVERY, Delivery, Known, first
from services.intake.teams.seats import NO_TEAM, Seat
from tests.services.intake.teams.crew import NETWORKS, OWN, own_printing
from tests.support.cast import ASHGROVE
from tests.support.scenario import Scenario

SEATS = {
    NETWORKS: Seat(team_id=NETWORKS, team="Networks"),
    OWN: Seat(team_id=OWN, team="IT support", with_school=True),
}
delivery = Scenario(DELIVERY, terms=Known({"print-service", "wireless"}, SEATS))


def put(*ways: Way) -> SetDelivery:
    return SetDelivery(school_id=ASHGROVE, ways=ways)


def way(
    by: DeliveredBy, team_id: UUID | None = None, service: str = "print-service"
) -> Way:
    return Way(service=service, by=by, team_id=team_id)


def test_who_does_what_is_set_and_each_change_is_the_next_version() -> None:
    said = own_printing()
    set_once = DeliverySet(delivery_version=1, ways=said.ways)
    story = delivery.given().when(said).then(set_once)
    story.when(put()).then(DeliverySet(delivery_version=2, ways=()))
    delivery.given(set_once).when(said).then_nothing()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (way(DeliveredBy.SCHOOL), "ways.0.team_id"),
        (way(DeliveredBy.SCHOOL, NETWORKS), "ways.0.team_id"),
        (way(DeliveredBy.MANAGED, OWN), "ways.0.team_id"),
        (way(DeliveredBy.CO_MANAGED, ASHGROVE), "ways.0.team_id"),
        (way(DeliveredBy.MANAGED, service="kilns"), "ways.0.service"),
    ],
)
def test_what_could_not_be_so_is_named(wrong: Way, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        delivery.given().when(put(wrong))
    assert refusal.value.errors.keys() == {field}


def test_a_service_is_named_once() -> None:
    with pytest.raises(Invalid) as refusal:
        delivery.given().when(put(*own_printing().ways * 2))
    assert refusal.value.errors.keys() == {"ways.1.service"}


def test_both_may_be_first_where_both_look_after_it() -> None:
    for team in (None, NETWORKS, OWN):
        said = put(way(DeliveredBy.CO_MANAGED, team))
        assert delivery.given().when(said).events


def test_what_the_school_has_no_more_stays_as_it_was_said() -> None:
    kept = way(DeliveredBy.MANAGED, service="kilns")
    told = DeliverySet(delivery_version=1, ways=(kept,))
    more = put(kept, way(DeliveredBy.MANAGED))
    assert delivery.given(told).when(more).events


def test_the_msp_looks_after_its_own_itself() -> None:
    own = replace(own_printing(), school_id=PROVIDER)
    delivery.given().when(own).then_refused("looks after its own")


def test_a_ticket_begins_where_its_service_says_or_else_all_the_rest() -> None:
    rest = way(DeliveredBy.MANAGED, NETWORKS, service="")
    both = Delivery(version=1, ways=(rest, *own_printing().ways))
    assert first(both, "print-service", SEATS) == SEATS[OWN]
    assert first(both, "", SEATS) == first(both, "wireless", SEATS) == SEATS[NETWORKS]
    assert first(Delivery(), "print-service", SEATS) == NO_TEAM


def test_a_team_that_is_no_more_keeps_no_ticket_from_being_seen() -> None:
    said = Delivery(version=1, ways=own_printing().ways)
    assert first(said, "print-service", {}) == NO_TEAM
