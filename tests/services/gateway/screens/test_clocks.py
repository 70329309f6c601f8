"""Is the time of a ticket shown as it was counted, to the eye and to the ear?"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from contracts.sla_explanation import (
    Because,
    ClockExplanationView,
    ExplainedTarget,
    Stretch,
)
from contracts.values import Target, TargetState
from services.gateway.screens.clocks import kinds, pieces, place, summary
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import TICKET
from tests.support.scenario import at

COUNTED = Stretch(
    from_at=at("mon 09:00"),
    until_at=at("mon 12:00"),
    counted=True,
    because=Because.WORKING_TIME,
)
WAITED = Stretch(
    from_at=at("mon 12:00"),
    until_at=at("mon 13:00"),
    counted=False,
    because=Because.ON_HOLD,
)
BREACHED = ExplainedTarget(
    target=Target.RESPONSE,
    state=TargetState.BREACHED,
    due_at=None,
    breached_at=at("mon 11:00"),
    used=timedelta(hours=3),
    allowed=timedelta(hours=2),
    intervals=(COUNTED, WAITED),
)


def test_a_bar_has_each_stretch_in_its_place_and_measure() -> None:
    assert [(one.x, one.width, one.counted) for one in pieces(BREACHED)] == [
        (0, 750, True),
        (750, 250, False),
    ]
    assert place(BREACHED, at("mon 11:00")) == 500
    assert place(BREACHED, at("tue 11:00")) == 1_000


def test_a_bar_is_said_in_a_sentence() -> None:
    assert summary(BREACHED) == "3 h of 2 h used, breached on 08/06/2026 11:00"


def test_the_desk_and_the_school_read_the_same_page(olu: Reader, priya: Reader) -> None:
    ticket = olu.api.olu.opens(impact="high", urgency="high")
    olu.api.town.settle()
    olu.api.town.clock.advance(hours=2)
    page = olu.reads(f"/tickets/{ticket}/clock")
    assert "breached on 08/06/2026 09:30" in page
    assert len(re.findall(r'<svg class="bar-of-time"[^>]* role="img"', page)) == 3
    assert "<td>Yes</td><td>Working time</td>" in page
    assert "breached on 08/06/2026 09:30" in priya.reads(f"/tickets/{ticket}/clock")


def test_what_it_is_promised_by_is_said_where_it_is_not_as_for_most() -> None:
    plain = ClockExplanationView(
        ticket_id=TICKET,
        agreement_version=1,
        effective_from=at("mon 09:00"),
        at=at("mon 12:00"),
        targets=(BREACHED,),
        restatement=None,
    )
    assert [*kinds(plain)] == []
    of_a_kind = replace(plain, service="mis", safeguarding=True, inspection=True)
    assert [*kinds(of_a_kind)] == [
        "about the service mis",
        "about safeguarding",
        "opened in an inspection",
    ]
