"""Does the way we tell rules notice a rule that is broken?"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contracts.directory import SchoolAdded
from contracts.refusals import Refused
from shared.decider import Dated, Decider
from tests.support.scenario import Scenario, at, heard


def _decide(heard: int, command: str, now: datetime, most: int = 2) -> list[object]:
    if command == "quiet":
        return []
    if heard == most:
        raise Refused("That is enough.")
    return [Dated(command, now)]


def _evolve(heard: int, event: str) -> int:
    return heard + 1


COUNT = Decider(
    category="count",
    identity="name",
    commands=(str,),
    initial=0,
    decide=_decide,
    evolve=_evolve,
)
count = Scenario(COUNT)


def test_a_moment_is_spoken_in_london_time_of_one_week() -> None:
    assert at("mon 09:00") == datetime(2026, 6, 8, 8, tzinfo=UTC)
    assert at("next sun 23:59") == datetime(2026, 6, 21, 22, 59, tzinfo=UTC)


@pytest.mark.parametrize("spoken", ["mon 9:00", "day 09:00", "last mon 09:00"])
def test_what_is_not_a_moment_is_an_error(spoken: str) -> None:
    with pytest.raises(ValueError, match="not a moment"):
        at(spoken)


def test_what_follows_becomes_the_past() -> None:
    later = count.given("a").when("b").then("b")
    later.when("c").then_refused("enough")


def test_a_dated_event_is_expected_with_its_date_and_a_plain_one_without() -> None:
    outcome = count.given().when("a", now=at("tue 10:00"))
    outcome.then("a")
    outcome.then(Dated("a", at("tue 10:00")))
    with pytest.raises(AssertionError):
        outcome.then(Dated("a", at("tue 10:01")))


def test_another_outcome_than_the_expected_one_fails() -> None:
    with pytest.raises(AssertionError):
        count.given().when("a").then("b")
    with pytest.raises(AssertionError):
        count.given().when("a").then_nothing()
    with pytest.raises(AssertionError):
        count.given().when("a").then_refused("enough")
    with pytest.raises(AssertionError):
        count.given("a", "b").when("c").then_refused("another reason")
    with pytest.raises(AssertionError, match="refused: That is enough"):
        count.given("a", "b").when("c").then("c")
    count.given().when("quiet").then_nothing()


def test_terms_are_handed_to_the_decider() -> None:
    Scenario(COUNT, terms=0).given().when("a").then_refused("enough")


def test_a_policy_hears_an_event_in_its_envelope() -> None:
    told = heard(SchoolAdded(name="Ashgrove Primary", urn=None), at("mon 09:00"))
    assert told.happened_at == at("mon 09:00")
    assert told.envelope.type == "directory.school_added"
