"""Does a letter go out once, though the platform is killed while it sends it?"""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

import pytest

from tests.support.mail_sink import Sink
from tests.support.platform import Platform, PlatformOn
from tests.support.waiting import until

ADDRESS = "help@ashgrove.example"
ASKED = {
    "subject": "The projector stays dark",
    "description": "Since Friday.",
    "requester": {"name": "Priya", "email": "priya@ashgrove.example"},
    "channel": "phone",
    "impact": "low",
    "urgency": "medium",
}


def ask(platform: Platform) -> str:
    """Ashgrove has a mailbox, and Priya asks for something; the ticket's path."""
    added = platform.api("POST", "/schools", json={"name": "Ashgrove Primary"})
    at = f"/schools/{added.json()['school_id']}"
    platform.api("PUT", f"{at}/mailboxes", json={"addresses": [ADDRESS]})
    opened = platform.api("POST", f"{at}/tickets", json=ASKED)
    return f"/tickets/{opened.json()['ticket_id']}"


def undecided(platform: Platform) -> list[Any]:
    found: list[Any] = platform.api("GET", "/letters").json()["letters"]
    return found


def test_a_platform_that_is_killed_while_it_sends_never_sends_twice(
    platform_on: PlatformOn,
    sink: Sink,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CARETAKER_SMTP_URL", sink.url)
    platform = platform_on(tmp_path / "var", "--empty")
    platform.start()
    asked, killed = Event(), Event()

    def kill() -> None:
        asked.wait()
        platform.kill()
        killed.set()

    sink.meanwhile = kill
    ticket = ask(platform)
    asked.set()
    killed.wait()
    sink.meanwhile = bool
    platform.start()
    until(lambda: undecided(platform))
    [letter] = undecided(platform)
    assert letter["state"] == "unknown"
    assert len(sink.taken) == 1
    decided = f"/schools/{letter['school_id']}/letters/{letter['letter_id']}/resend"
    assert platform.api("POST", decided).status_code == 204
    until(lambda: len(sink.taken) == 2)
    assert undecided(platform) == []
    timeline = platform.api("GET", ticket).json()["timeline"]
    assert [one["letter"] for one in timeline] == ["sent"]
