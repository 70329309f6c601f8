"""What is left when the platform is stopped, or struck down?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import requests

from tests.support.platform import Platform, PlatformOn

WRITERS = 4
ACKNOWLEDGED_BEFORE_THE_CUT = 40


def open_ticket(platform: Platform, school: str, subject: str) -> requests.Response:
    body = {
        "subject": subject,
        "description": "",
        "requester": {"name": "Priya", "email": "priya@ashgrove.example"},
        "channel": "portal",
        "impact": "low",
        "urgency": "medium",
    }
    return platform.api("POST", f"/schools/{school}/tickets", json=body)


def test_a_kill_under_load_loses_nothing_that_was_acknowledged(
    platform_on: PlatformOn, tmp_path: Path
) -> None:
    platform = platform_on(tmp_path / "var", "--empty")
    platform.start()
    added = platform.api("POST", "/schools", json={"name": "Ashgrove Primary"})
    school = added.json()["school_id"]
    acknowledged: set[str] = set()
    enough = Event()

    def write(writer: int) -> None:
        try:
            while True:
                subject = f"Writer {writer}, ticket {len(acknowledged)}"
                answer = open_ticket(platform, school, subject)
                acknowledged.add(answer.json()["ticket_id"])
                if len(acknowledged) >= ACKNOWLEDGED_BEFORE_THE_CUT:
                    enough.set()
        except requests.RequestException:
            return

    with ThreadPoolExecutor(WRITERS) as writers:
        for writer in range(WRITERS):
            writers.submit(write, writer)
        enough.wait(60)
        platform.kill()

    platform.start()
    for ticket_id in acknowledged:
        ticket = platform.api("GET", f"/tickets/{ticket_id}").json()
        assert len(ticket["sla"]) == 3
    assert platform.caretaker("audit", "verify", "--school", school).code == 0
    assert platform.interrupt() == 0


def test_a_second_start_keeps_all_data(platform_on: PlatformOn, tmp_path: Path) -> None:
    platform = platform_on(tmp_path / "var")
    platform.start()
    before = platform.api("GET", "/tickets").json()["tickets"]
    assert platform.interrupt() == 0

    platform.start()

    after = platform.api("GET", "/tickets").json()["tickets"]
    ids = [{ticket["ticket_id"] for ticket in page} for page in (before, after)]
    assert ids[0] == ids[1]
    assert len(before) == 5
    assert platform.interrupt() == 0


def test_two_platforms_cannot_run_on_the_same_data(
    platform_on: PlatformOn, tmp_path: Path
) -> None:
    platform = platform_on(tmp_path / "var", "--empty")
    platform.start()

    second = platform.caretaker("up", "--port", "0", "--data", str(platform.data))

    assert second.code == 1
    assert "in use" in second.out


def test_two_platforms_cannot_share_a_port(
    platform_on: PlatformOn, tmp_path: Path
) -> None:
    platform = platform_on(tmp_path / "var", "--empty")
    platform.start()
    port = platform.url.rpartition(":")[2]

    second = platform.caretaker("up", "--port", port, "--data", str(tmp_path / "two"))

    assert second.code == 1
    assert f"port {port} cannot be used" in second.out
