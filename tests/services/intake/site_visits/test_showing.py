"""Is of a visit about safeguarding no more shown to most than that somebody comes?"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from contracts.access import Caller, Right
from contracts.intake import GetTicket
from contracts.refusals import Invalid
from contracts.site_visits import FindSiteVisits, GetSiteVisit, SiteVisit
from contracts.values import PROVIDER
from tests.services.intake.guarded.deeds import OF_MSP, OF_SCHOOL
from tests.services.intake.site_visits.test_planning import VISIT, plan, record
from tests.services.intake.stories import open_it
from tests.services.intake.watching.people import (
    DAN,
    HARRIET,
    SAM,
    known_people,
    signed_in,
)
from tests.support.cast import ASHGROVE, OLU, OTHER_TICKET, PRIYA, TICKET, Person
from tests.support.scenario import at
from tests.support.town import Town

PLANS_VISITS = [one for one in OF_MSP if one.may(Right.RUN_VISITS, None)]
TEXTS = ("A new lamp.", "A new lamp is in.", "Priya")
"""What for, what was done, and who signed."""


@pytest.fixture
def visited(known: Town) -> Town:
    """Olu was there for two tickets of Priya's; one of them is about safeguarding."""
    known_people(known)
    known.execute(replace(open_it, service="monitoring"))
    known.execute(replace(open_it, ticket_id=OTHER_TICKET, subject="A lamp"))
    known.execute(replace(plan, tickets=(TICKET, OTHER_TICKET)))
    known.clock.set(at("thu 09:00"))
    known.execute(record)
    return known


def seen(town: Town, by: Caller) -> SiteVisit:
    """The visit as it is shown to somebody, in a list and by itself."""
    week = FindSiteVisits(since=at("mon 00:00"), until=at("next mon 00:00"))
    [listed] = town.ask(week, by).visits
    visit = town.ask(GetSiteVisit(school_id=ASHGROVE, visit_id=VISIT), by).visit
    assert listed == visit
    assert isinstance(listed, SiteVisit)
    return listed


def texts(visit: SiteVisit) -> tuple[str, ...]:
    return visit.purpose, visit.done, visit.signed_by


def lines(town: Town, ticket_id: UUID, by: Caller) -> set[str | None]:
    story = town.ask(GetTicket(ticket_id=ticket_id), by).timeline
    return {one.text for one in story if one.kind.startswith("visit_")}


@pytest.mark.parametrize("somebody", [HARRIET, DAN, PRIYA, OLU])
def test_the_few_read_what_it_was_for(visited: Town, somebody: Person) -> None:
    by = signed_in(somebody)
    one = seen(visited, by)
    assert (one.tickets, texts(one)) == ((TICKET, OTHER_TICKET), TEXTS)
    assert lines(visited, TICKET, by) == {*TEXTS[:2]}


@pytest.mark.parametrize("by", [*OF_SCHOOL, *OF_MSP])
def test_for_everybody_else_somebody_came_and_no_more(
    visited: Town, by: Caller
) -> None:
    one = seen(visited, by)
    assert one.arrived_at == at("tue 09:10")
    assert (one.tickets, texts(one)) == ((OTHER_TICKET,), ("", "", ""))
    assert lines(visited, OTHER_TICKET, by) == {""}


def test_a_visit_for_what_is_not_is_shown_to_all(known: Town) -> None:
    known_people(known)
    known.execute(open_it)
    known.execute(plan)
    assert texts(seen(known, signed_in(SAM)))[0] == "A new lamp."


def test_without_the_guard_all_of_it_would_be_shown(
    visited: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: what is kept from whoever asks is left out."""
    monkeypatch.setattr(Caller, "reads_safeguarding", lambda _: True)
    one = seen(visited, signed_in(SAM))
    assert (one.tickets, texts(one)) == ((TICKET, OTHER_TICKET), TEXTS)


def test_without_it_the_stories_of_other_tickets_would_tell(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: a line is written once, for whoever reads it later."""
    rows = "services.intake.site_visits.rows.guarded_among"
    monkeypatch.setattr(rows, lambda *_: {})
    known.execute(replace(open_it, service="monitoring"))
    known.execute(replace(open_it, ticket_id=OTHER_TICKET, subject="A lamp"))
    known.execute(replace(plan, tickets=(TICKET, OTHER_TICKET)))
    assert lines(known, OTHER_TICKET, OLU.caller) == {"A new lamp."}


@pytest.mark.parametrize("by", PLANS_VISITS)
def test_who_reads_nothing_of_a_ticket_plans_no_visit_for_it(
    visited: Town, by: Caller
) -> None:
    again = replace(plan, visit_id=PROVIDER, starts_at=at("fri 09:00"))
    with pytest.raises(Invalid) as refused:
        visited.execute(replace(again, ends_at=at("fri 10:00")), by)
    assert refused.value.errors["tickets"] == ["The school has no such ticket."]
