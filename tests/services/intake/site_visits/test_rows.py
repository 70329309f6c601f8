"""How are visits to schools kept, and told in the stories of their tickets?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.access import Caller
from contracts.intake import GetTicket
from contracts.refusals import Conflict, Forbidden, Invalid, NotFound
from contracts.site_visits import (
    FindSiteVisits,
    GetSiteVisit,
    SiteVisit,
    SiteVisitState,
)
from services.intake.site_visits.rows import site_visits
from tests.services.intake.site_visits.test_planning import (
    VISIT,
    cancel,
    miss,
    move,
    plan,
    record,
)
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, OLU, PRIYA, TICKET
from tests.support.rebuilding import spoil, switched
from tests.support.scenario import at
from tests.support.town import Town


@pytest.fixture
def coming(known: Town) -> Town:
    """Olu comes to Ashgrove on Tuesday."""
    known.execute(open_it)
    known.execute(plan)
    return known


def week(town: Town, by: Caller = OLU.caller) -> list[SiteVisit]:
    question = FindSiteVisits(since=at("mon 00:00"), until=at("next mon 00:00"))
    return list(town.ask(question, by).visits)


def told(town: Town) -> tuple[str, str | None, str | None]:
    last = town.ask(GetTicket(ticket_id=TICKET), PRIYA.caller).timeline[-1]
    return last.kind, last.detail, last.text


def test_a_visit_is_seen_by_the_desk_and_by_its_school(coming: Town) -> None:
    [one] = week(coming)
    assert (one.visit_id, one.state, one.tickets) == (
        VISIT,
        SiteVisitState.PLANNED,
        (TICKET,),
    )
    assert week(coming, PRIYA.caller) == [one]
    assert week(coming, BEN.caller) == []
    assert told(coming) == (
        "visit_planned",
        "09/06/2026, 09:00 to 10:30",
        "A new lamp.",
    )
    with pytest.raises(NotFound):
        coming.ask(GetSiteVisit(school_id=BECKFIELD, visit_id=VISIT))


def test_whatever_becomes_of_it_the_school_reads_on_the_ticket(coming: Town) -> None:
    coming.execute(move)
    assert told(coming) == (
        "visit_moved",
        "10/06/2026, 09:00 to 10:00",
        "The lamp is late.",
    )
    with pytest.raises(Conflict):
        coming.execute(cancel)
    coming.clock.set(at("thu 09:00"))
    coming.execute(replace(record, version=2))
    assert told(coming)[0] == "visit_done"
    [one] = week(coming)
    assert (one.state, one.signed_by, one.reason) == (
        SiteVisitState.DONE,
        "Priya",
        "The lamp is late.",
    )


def test_a_visit_that_nobody_came_to_is_told_as_missed(coming: Town) -> None:
    coming.clock.set(at("wed 09:00"))
    coming.execute(miss)
    assert told(coming) == ("visit_missed", None, "The road was closed.")
    assert week(coming)[0].state is SiteVisitState.MISSED


def test_a_visit_that_is_cancelled_is_told_as_such(coming: Town) -> None:
    coming.execute(cancel)
    assert told(coming) == ("visit_cancelled", None, "It shines again.")


def test_a_visit_is_for_tickets_of_the_school_alone(known: Town) -> None:
    with pytest.raises(Invalid) as refusal:
        known.execute(plan)
    assert {*refusal.value.errors} == {"tickets"}
    with pytest.raises(Forbidden):
        known.execute(plan, PRIYA.caller)


def test_visits_follow_from_the_log(coming: Town) -> None:
    coming.execute(move)
    before = week(coming)
    spoil(coming, "intake", site_visits, purpose="Nothing")
    assert switched(coming, "intake", ASHGROVE).changed == {"site_visits": 1}
    assert week(coming) == before
