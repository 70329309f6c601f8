"""When may a visit be, and what may become of it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid5

import pytest

from contracts.refusals import Invalid, NotFound
from contracts.site_visits import (
    CancelSiteVisit,
    Clash,
    MissSiteVisit,
    MoveSiteVisit,
    PlanSiteVisit,
    RecordSiteVisit,
    SiteVisitCancelled,
    SiteVisitDone,
    SiteVisitMissed,
    SiteVisitMoved,
    SiteVisitPlanned,
)
from services.intake.site_visits.planning import SITE_VISIT
from tests.support.cast import ASHGROVE, OLU, OTHER_TICKET, TICKET, ZOE
from tests.support.scenario import Scenario, at

VISIT = uuid5(TICKET, "visit")
which: dict[str, Any] = {"school_id": ASHGROVE, "visit_id": VISIT}
changes: dict[str, Any] = which | {"version": 1}
told: dict[str, Any] = {"visit_id": VISIT, "tickets": (TICKET,)}
when: dict[str, Any] = {
    "starts_at": at("tue 09:00"),
    "ends_at": at("tue 10:30"),
    "who": (OLU.caller.actor,),
}
site_visits = Scenario(SITE_VISIT, terms={TICKET})

plan = PlanSiteVisit(**which, **when, tickets=(TICKET,), purpose="A new lamp.")
planned = SiteVisitPlanned(**told, **when, clashes=(), purpose="A new lamp.", reason="")
later = when | {"starts_at": at("wed 09:00"), "ends_at": at("wed 10:00")}
move = MoveSiteVisit(**changes, **later, reason="The lamp is late.")
moved = SiteVisitMoved(**told, **later, clashes=(), reason="The lamp is late.")
cancel = CancelSiteVisit(**changes, reason="It shines again.")
miss = MissSiteVisit(**changes, reason="The road was closed.")
record = RecordSiteVisit(
    **changes,
    arrived_at=at("tue 09:10"),
    left_at=at("tue 10:00"),
    done="A new lamp is in.",
    signed_by="Priya",
)


def wrong_in(command: object) -> set[str]:
    with pytest.raises(Invalid) as refusal:
        site_visits.given().when(command)
    return {*refusal.value.errors}


def test_a_visit_is_planned_once_and_moved_with_a_reason() -> None:
    story = site_visits.given().when(plan).then(planned)
    story.when(plan).then_nothing()
    story.when(move).then(moved).when(move).then_nothing()


def test_a_visit_is_on_one_day_and_somebody_comes_for_something() -> None:
    assert wrong_in(replace(plan, ends_at=at("tue 09:00"))) == {"ends_at"}
    assert wrong_in(replace(plan, ends_at=at("wed 09:00"))) == {"ends_at"}
    assert wrong_in(replace(plan, who=(), purpose=" ")) == {"who", "purpose"}
    assert wrong_in(replace(plan, tickets=(OTHER_TICKET,))) == {"tickets"}
    for away in (-40, 800):
        days = timedelta(days=away)
        other: dict[str, Any] = {
            "starts_at": at("tue 09:00") + days,
            "ends_at": at("tue 10:00") + days,
        }
        assert wrong_in(replace(plan, **other)) == {"starts_at"}


@pytest.mark.parametrize("clash", [Clash.CLOSED, Clash.OUT_OF_HOURS])
def test_when_the_school_is_not_open_it_takes_a_reason(clash: Clash) -> None:
    unexplained = replace(plan, clashes=(clash,))
    assert wrong_in(unexplained) == {"reason"}
    explained = replace(unexplained, reason="The hall is free then.")
    assert site_visits.given().when(explained).events
    with pytest.raises(Invalid):
        site_visits.given(planned).when(replace(move, clashes=(clash,), reason=" "))


def test_exams_are_told_of_and_forbid_nothing() -> None:
    [event] = site_visits.given().when(replace(plan, clashes=(Clash.EXAMS,))).events
    assert event == replace(planned, clashes=(Clash.EXAMS,))


def test_a_visit_is_cancelled_with_a_reason_and_then_nothing_becomes_of_it() -> None:
    cancelled = SiteVisitCancelled(**told, reason="It shines again.")
    story = site_visits.given(planned).when(cancel).then(cancelled)
    for command in (cancel, move, record, miss):
        story.when(command, now=at("fri 09:00")).then_refused("cancelled already")
    with pytest.raises(Invalid):
        site_visits.given(planned).when(replace(cancel, reason=" "))


def test_what_was_done_is_recorded_once_they_have_left() -> None:
    done = SiteVisitDone(
        **told,
        arrived_at=at("tue 09:10"),
        left_at=at("tue 10:00"),
        done="A new lamp is in.",
        signed_by="Priya",
    )
    given = site_visits.given(planned)
    given.when(record, now=at("tue 11:00")).then(done)
    for wrong, field in (
        (replace(record, left_at=at("tue 12:00")), "left_at"),
        (replace(record, left_at=at("tue 09:00")), "left_at"),
        (replace(record, done=" "), "done"),
    ):
        with pytest.raises(Invalid) as refusal:
            given.when(wrong, now=at("tue 11:00"))
        assert {*refusal.value.errors} == {field}


def test_nobody_misses_what_has_not_begun() -> None:
    given = site_visits.given(planned)
    given.when(miss, now=at("mon 12:00")).then_refused("has not begun")
    missed = SiteVisitMissed(**told, reason="The road was closed.")
    given.when(miss, now=at("tue 11:00")).then(missed)


def test_somebody_else_may_come_at_the_same_time() -> None:
    other = replace(move, **when | {"who": (ZOE.caller.actor,)})
    assert site_visits.given(planned).when(other).events


def test_what_was_never_planned_is_not_changed() -> None:
    with pytest.raises(NotFound):
        site_visits.given().when(cancel)
