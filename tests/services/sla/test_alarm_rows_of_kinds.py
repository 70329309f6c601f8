"""Do the alarms of a ticket follow what it turns out to be about?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.access import platform
from contracts.intake import ClassifyTicket
from contracts.sla import SignAgreement
from contracts.sla_promises import ServicePromised
from contracts.values import TicketType
from services.sla import alarm_rows
from services.sla.standard import HOURS, PROMISED
from tests.services.sla.test_alarm_rows_and_alarms_due_and_escalation_rows import (
    given,
    opened,
    version,
)
from tests.support.cast import ASHGROVE, TICKET
from tests.support.scenario import at
from tests.support.town import Town

OWN = ServicePromised(service="wireless", warn_at_percents=(75, 80))


@pytest.fixture
def reclassified(town: Town) -> Town:
    """A ticket with warnings at 25, 50 and 90 % that turns out to be about Wi-Fi."""
    town.clock.set(at("mon 08:00"))
    sign = SignAgreement(
        school_id=ASHGROVE,
        effective_from=town.clock(),
        hours=HOURS,
        closed=(),
        inset=(),
        promised=replace(PROMISED, warn_at_percents=(25, 50, 90), of_services=(OWN,)),
    )
    town.execute(sign, by=platform("sla"))
    opened(town)
    town.settle()
    about = ClassifyTicket(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        version=version(town),
        type=TicketType.INCIDENT,
        service="wireless",
    )
    town.execute(about)
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
