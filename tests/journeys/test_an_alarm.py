"""A promise that is missed, from the breach to who is told, through real monitors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.monitors import Watch, until
from tests.support.platform import Platform, PlatformOn

REQUEST = {
    "subject": "Nobody can take the register",
    "description": "The whole network is down.",
    "requester": {"name": "Priya Nair", "email": "priya@ashgrove.example"},
    "channel": "phone",
    "impact": "high",
    "urgency": "high",
}


def opened(platform: Platform) -> str:
    """A ticket of Ashgrove's that is to be answered within half an hour."""
    school = platform.api("POST", "/schools", json={"name": "Ashgrove Primary"})
    place = f"/schools/{school.json()['school_id']}/tickets"
    ticket = platform.api("POST", place, json=REQUEST)
    assert ticket.status_code == 201, ticket.text
    return str(ticket.json()["ticket_id"])


def monitoring_token(platform: Platform) -> str:
    made = platform.api("POST", "/tokens", json={"role": "monitoring"})
    return str(made.json()["token"])


def escalations(platform: Platform) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = platform.api("GET", "/escalations").json()[
        "escalations"
    ]
    return found


def test_a_breach_fires_is_told_and_recorded_and_ends_with_its_ticket(
    platform_on: PlatformOn, watch: Watch, tmp_path: Path
) -> None:
    then = platform_on(tmp_path / "var", "--empty", module="tests.support.days_ago")
    then.start()
    ticket_id = opened(then)
    then.interrupt()

    platform = platform_on(tmp_path / "var", "--empty")
    platform.start()
    until(lambda: bool(escalations(platform)), "the breach was never escalated")
    monitors = watch(platform.url, monitoring_token(platform))

    until(lambda: "EscalationWaiting" in monitors.firing(), "it never fired")
    until(
        lambda: all(one["carried_at"] for one in escalations(platform)),
        "that Alertmanager told it was never recorded",
    )
    assert {one["ticket_id"] for one in escalations(platform)} == {ticket_id}

    ticket = platform.api("GET", f"/tickets/{ticket_id}").json()
    done = {"version": ticket["version"], "note": "The switch was replaced."}
    platform.api("POST", f"/tickets/{ticket_id}/resolve", json=done)
    until(
        lambda: "EscalationWaiting" not in monitors.firing() | monitors.active(),
        "it fires still",
    )
    assert escalations(platform) == []
