"""Does a visit share what its tickets say: safeguarding, and what is held?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contracts.intake import Requester
from contracts.refusals import Refused
from contracts.retention import HoldOn, RecordClass
from contracts.ties import MergeTicket
from services.intake.retention import held as holding
from tests.services.intake.retention.records import (
    DPO,
    HEAD,
    YEARS,
    about_safeguarding,
    approve,
    due,
    erase,
    held,
    lift,
    list_due,
    place,
)
from tests.services.intake.site_visits.test_planning import cancel, plan
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, OTHER_TICKET, PRIYA, TICKET
from tests.support.rebuilding import compared
from tests.support.town import Town

VISITS, GUARDED = RecordClass.SITE_VISITS, RecordClass.SAFEGUARDING
SAM = Requester(name="Sam", email="sam@ashgrove.example")


@pytest.fixture
def visited(known: Town) -> Town:
    """A visit for a ticket of Sam's, into which one of Priya's was merged; long ago."""
    known.execute(replace(open_it, requester=SAM))
    known.execute(plan)
    known.execute(cancel)
    known.execute(replace(open_it, ticket_id=OTHER_TICKET))
    merge: dict[str, Any] = {"ticket_id": OTHER_TICKET, "into_id": TICKET}
    known.execute(MergeTicket(school_id=ASHGROVE, version=1, **merge))
    known.clock.advance(days=YEARS)
    return known


def test_a_visit_for_what_is_about_safeguarding_stays_as_long(visited: Town) -> None:
    assert due(visited, VISITS) == 1
    shown = list_due(visited, VISITS, DPO)
    visited.execute(about_safeguarding(visited))
    assert due(visited, VISITS) == due(visited, GUARDED) == 0
    with pytest.raises(Refused, match="changed"):
        approve(visited, shown, DPO)
    assert compared(visited, "intake").tables == set()
    visited.clock.advance(days=YEARS * 9)
    assert (due(visited, VISITS), due(visited, GUARDED)) == (0, 1)
    place(visited, HoldOn.CLASS, record_class=VISITS)
    assert (due(visited, GUARDED), held(visited, GUARDED)) == (0, 1)
    lift(visited, HEAD)
    erase(visited, GUARDED)
    assert plan.purpose not in repr(visited.events("intake", ASHGROVE))
    assert compared(visited, "intake").tables == set()


HOLDS: dict[str, dict[str, Any]] = {
    "who asked": {"on": HoldOn.PERSON, "email": SAM.email},
    "who asked for what was merged": {"on": HoldOn.PERSON, "email": PRIYA.email},
    "the ticket": {"on": HoldOn.TICKET, "ticket_id": TICKET},
    "what was merged": {"on": HoldOn.TICKET, "ticket_id": OTHER_TICKET},
}


@pytest.mark.parametrize("what", HOLDS)
def test_a_visit_is_held_with_its_tickets_and_whoever_is_on_them(
    visited: Town, what: str
) -> None:
    place(visited, **HOLDS[what])
    assert (due(visited, VISITS), held(visited, VISITS)) == (0, 1)
    assert compared(visited, "intake").tables == set()
    lift(visited)
    assert (due(visited, VISITS), held(visited, VISITS)) == (1, 0)


def test_without_asking_its_tickets_a_visit_goes_by_itself(
    visited: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    monkeypatch.setattr(holding, "settle_visit", lambda *_: None)
    place(visited, **HOLDS["who asked"])
    visited.execute(about_safeguarding(visited))
    assert due(visited, VISITS) == 1
