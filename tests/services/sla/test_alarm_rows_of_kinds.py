"""Do the alarms of a ticket follow what it turns out to be about?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import false

from contracts.access import platform
from contracts.escalation import EscalationRaised
from contracts.intake import ClassifyTicket, TriageTicket
from contracts.sla import SignAgreement
from contracts.sla_promises import EscalationStep, ServicePromised
from contracts.values import Level, Target, TicketType
from services.sla import alarm_rows
from services.sla.standard import HOURS, PROMISED
from tests.services.sla.test_alarm_rows_and_alarms_due_and_escalation_rows import (
    given,
    opened,
    swept,
    version,
)
from tests.support.cast import ASHGROVE, TICKET
from tests.support.scenario import at
from tests.support.town import Town

STEP = EscalationStep(role="Desk lead", target=Target.RESPONSE, at_percent=80)
OWN = ServicePromised(service="wireless", warn_at_percents=(75, 80))


def opened_under(town: Town, **promised: Any) -> None:
    """A P3 of Monday at nine, with a step and warnings at 25, 50 and 90 %."""
    town.clock.set(at("mon 08:00"))
    sign = SignAgreement(
        school_id=ASHGROVE,
        effective_from=town.clock(),
        hours=HOURS,
        closed=(),
        inset=(),
        promised=replace(PROMISED, warn_at_percents=(25, 50, 90), **promised),
    )
    town.execute(sign, by=platform("sla"))
    opened(town)
    town.settle()


def about_wifi(town: Town) -> None:
    """It turns out to be about Wi-Fi."""
    about = ClassifyTicket(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        version=version(town),
        type=TicketType.INCIDENT,
        service="wireless",
    )
    town.execute(about)


@pytest.fixture
def reclassified(town: Town) -> Town:
    """One that turns out to be about Wi-Fi, which is warned of at other parts."""
    opened_under(town, of_services=(OWN,))
    about_wifi(town)
    return town


def test_what_another_service_has_no_warning_of_does_not_come_any_more(
    reclassified: Town,
) -> None:
    reclassified.settle()
    assert given(reclassified, "mon 12:50") == [("WarningRepeated", "11:12")]


def test_twin_without_dropping_them_the_warnings_of_before_come_still(
    reclassified: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alarm_rows, "_drop", lambda *_: None)
    reclassified.settle()
    assert ("WarningRepeated", "10:00") in given(reclassified, "mon 12:50")


def test_nothing_comes_of_a_service_that_is_not_covered(town: Town) -> None:
    opened_under(town, uncovered=("wireless",), escalation=(STEP,))
    about_wifi(town)
    town.settle()
    assert given(town, "mon 16:00") == []


def _made_a_p4(town: Town) -> None:
    triage = TriageTicket(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        version=version(town),
        impact=Level.LOW,
        urgency=Level.LOW,
    )
    town.execute(triage)
    town.settle()


def test_nothing_comes_of_a_priority_that_is_not_promised(town: Town) -> None:
    opened_under(town, promises=PROMISED.promises[:3], escalation=(STEP,))
    _made_a_p4(town)
    assert given(town, "mon 16:00") == []


def test_twin_without_taking_them_away_they_come_still(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = alarm_rows._SILENCE.where(false())
    monkeypatch.setattr(alarm_rows, "_REMOVE_AHEAD", nothing)
    opened_under(town, promises=PROMISED.promises[:3], escalation=(STEP,))
    _made_a_p4(town)
    assert given(town, "mon 16:00")


def test_the_step_of_another_service_goes_to_who_was_not_told(town: Town) -> None:
    first = replace(STEP, at_percent=25)
    network = replace(STEP, role="Network", at_percent=75)
    own = ServicePromised(service="wireless", escalation=(network,))
    opened_under(town, escalation=(first,), of_services=(own,))
    assert "EscalationRaised" in [kind for kind, _ in given(town, "mon 10:01")]
    town.settle()
    town.clock.set(at("mon 12:30"))
    about_wifi(town)
    town.settle()
    raised = [e for e in swept(town, "mon 12:31") if isinstance(e, EscalationRaised)]
    assert [one.role for one in raised] == ["Network"]
