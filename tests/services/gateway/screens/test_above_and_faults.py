"""Does whoever works in the queue see what is wrong with the platform itself?"""

from __future__ import annotations

from typing import Any

import pytest

from contracts.access import Role
from contracts.values import PROVIDER
from tests.services.gateway.api import Api, Program, json_of
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE

BANNER = "Something of ours is broken"
SAYS = "Mail does not come in from the mailbox ashgrove"


@pytest.fixture
def monitoring(api: Api) -> Program:
    """Alertmanager of the MSP."""
    return api.program(Role.MONITORING)


def told(status: str = "firing", **labels: str) -> dict[str, Any]:
    """What Alertmanager says of a mailbox."""
    ends = {"endsAt": "2026-06-08T09:00:00Z"} if status == "resolved" else {}
    alert = {
        "status": status,
        "labels": {"alertname": "MailboxFailing", "severity": "critical", **labels},
        "annotations": {"summary": SAYS},
        "startsAt": "2026-06-08T08:00:00Z",
        "fingerprint": "5ef77f1f8a3ecfcc",
        **ends,
    }
    return {"version": "4", "groupKey": "{}:{mailbox}", "alerts": [alert]}


def test_a_mailbox_that_fails_is_named_above_the_queue_until_it_is_back(
    api: Api, monitoring: Program, olu: Reader
) -> None:
    assert BANNER not in olu.reads("/console")
    [outcome] = json_of(monitoring.post("/alerts", told()))["tickets"]
    other = api.olu.opens()
    for address in ("/console?tab=resolved", f"/console/tickets/{other}"):
        page = olu.reads(address)
        assert BANNER in page
        banner = page.partition('class="faults"')[2].partition("</section>")[0]
        assert SAYS in banner
        assert outcome["reference"] in banner
    json_of(monitoring.post("/alerts", told("resolved")))
    assert BANNER not in olu.reads("/console")


def test_what_is_wrong_at_a_school_is_in_the_queue_alone(
    api: Api, monitoring: Program, olu: Reader
) -> None:
    json_of(monitoring.post("/alerts", told(school=str(ASHGROVE))))
    assert BANNER not in olu.reads("/console")
    assert SAYS in olu.reads("/console?tab=unassigned")


def test_what_can_wait_is_in_the_queue_alone(
    api: Api, monitoring: Program, olu: Reader
) -> None:
    json_of(monitoring.post("/alerts", told(severity="warning")))
    assert BANNER not in olu.reads("/console")


def test_who_telephones_the_msp_itself_breaks_nothing(api: Api, olu: Reader) -> None:
    api.olu.opens(PROVIDER, impact="high", urgency="high")
    assert BANNER not in olu.reads("/console")
