"""Is this somebody who may say how it was, and what is new of what they say?"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from itertools import cycle, islice
from typing import Any
from uuid import UUID

import pytest

from contracts.ratings import KeepRating, WorkRated
from contracts.refusals import Invalid
from contracts.values import Satisfaction
from services.intake.ratings import rating as rules
from services.intake.ratings.rating import (
    MOST_CHANGES,
    RATING,
    proof,
    proves,
    rating_id,
)
from tests.support.cast import ASHGROVE, OTHER_TICKET, PRIYA, TICKET
from tests.support.scenario import Scenario

RESOLUTION = UUID("4e501000-0000-4000-8000-000000000001")
WHERE = UUID("4a7e0000-0000-4000-8000-000000000001")

rating = Scenario(RATING, terms="")
keep = KeepRating(
    school_id=ASHGROVE,
    rating_id=WHERE,
    rater_id=PRIYA.person_id,
    ticket_id=TICKET,
    said=Satisfaction.GOOD,
    comment=None,
)
rated = WorkRated(
    rating_id=WHERE,
    rater_id=PRIYA.person_id,
    ticket_id=TICKET,
    said=Satisfaction.GOOD,
    comment=None,
)


def sign(content: bytes) -> bytes:
    return sha256(b"ashgrove" + content).digest()


def test_what_somebody_says_is_kept_and_said_again_is_silence() -> None:
    rating.given().when(keep).then(rated)
    rating.given(rated).when(keep).then_nothing()
    words = "It took a week."
    said, kept = replace(keep, comment=words), replace(rated, comment=words)
    wrote = Scenario(RATING, terms=words)
    wrote.given(kept).when(said).then_nothing()
    wrote.given(kept).when(keep).then(rated)


def test_what_was_said_is_changed() -> None:
    poor = Satisfaction.POOR
    rating.given(rated).when(replace(keep, said=poor)).then(replace(rated, said=poor))
    wrote = replace(rated, comment="It took a week.")
    rating.given(rated).when(replace(keep, comment="It took a week.")).then(wrote)


@pytest.mark.parametrize("said", [Satisfaction.GOOD, Satisfaction.POOR])
def test_who_was_named_stays_so_and_who_was_not_is_never(said: Satisfaction) -> None:
    nobodys: dict[str, Any] = {"rater_id": WHERE, "ticket_id": None}
    with pytest.raises(Invalid, match="with your name") as refusal:
        rating.given(rated).when(replace(keep, said=said, **nobodys))
    assert refusal.value.errors.keys() == {"anonymous"}
    with pytest.raises(Invalid, match="without your name"):
        rating.given(replace(rated, **nobodys)).when(replace(keep, said=said))


def test_a_rating_is_changed_so_many_times_and_no_more() -> None:
    both = cycle((Satisfaction.POOR, Satisfaction.GOOD))
    story = rating.given(rated)
    for said in islice(both, MOST_CHANGES):
        story = story.when(replace(keep, said=said)).then(replace(rated, said=said))
    story.when(replace(keep, said=next(both))).then_refused("as often as it can be")
    story.when(keep).then_nothing()


def test_without_its_bound_a_rating_would_be_changed_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The twin of the one above."""
    monkeypatch.setattr(rules, "MOST_CHANGES", MOST_CHANGES + 1)
    often = [replace(rated, said=Satisfaction.POOR), rated] * (MOST_CHANGES // 2)
    poor = replace(keep, said=Satisfaction.POOR)
    rating.given(rated, *often).when(poor).then(replace(rated, said=poor.said))


def test_a_link_is_proved_for_its_ticket_and_its_resolution_alone() -> None:
    made = proof(sign, TICKET, RESOLUTION)
    assert proves(sign, TICKET, RESOLUTION, made)
    assert not proves(sign, OTHER_TICKET, RESOLUTION, made)
    assert not proves(sign, TICKET, WHERE, made)
    assert not proves(lambda said: sha256(said).digest(), TICKET, RESOLUTION, made)


@pytest.mark.parametrize("claimed", ["", "a" * 20, "ä" * 20, "A" * 400])
def test_nobody_makes_a_link_up(claimed: str) -> None:
    assert not proves(sign, TICKET, RESOLUTION, claimed)


def test_where_it_is_kept_tells_nothing_of_what_it_is_about() -> None:
    where = rating_id(sign, RESOLUTION)
    assert where == rating_id(sign, RESOLUTION)
    assert where != rating_id(lambda said: sha256(said).digest(), RESOLUTION)
