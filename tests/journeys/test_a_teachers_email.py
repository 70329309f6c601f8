"""A teacher's email becomes a ticket with a running clock, in a log that verifies."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.support.platform import Platform

EMAIL = b"""\
From: Priya Nair <priya@ashgrove.example>
To: help@ashgrove.example
Subject: Projector in Year 4 stays dark
Date: Mon, 23 Nov 2026 08:15:00 +0000
Message-ID: <dark@ashgrove.example>
Content-Type: text/plain; charset=utf-8

It worked on Friday. The class starts at nine.
"""
REFERENCE = re.compile(r"[0-9A-Z]{4}-\d+")
DELIVER = ("mail", "deliver", "--to", "help@ashgrove.example")


@pytest.fixture
def school(platform: Platform) -> str:
    """Ashgrove, with its mailbox."""
    added = platform.api("POST", "/schools", json={"name": "Ashgrove Primary"})
    school_id: str = added.json()["school_id"]
    body = {"addresses": ["help@ashgrove.example"]}
    platform.api("PUT", f"/schools/{school_id}/mailboxes", json=body)
    return school_id


def deliver(platform: Platform) -> dict[str, Any]:
    """Pipe the message as a mail server does; the ticket it became."""
    run = platform.caretaker(*DELIVER, stdin=EMAIL)
    assert (run.code, run.err) == (0, "")
    found = platform.api("GET", f"/tickets?search={run.out.strip()}").json()
    ticket_id = found["tickets"][0]["ticket_id"]
    ticket: dict[str, Any] = platform.api("GET", f"/tickets/{ticket_id}").json()
    return ticket


def act(platform: Platform, ticket: dict[str, Any], act: str, **body: Any) -> Any:
    """Do something to the ticket as it stands now."""
    path = f"/tickets/{ticket['ticket_id']}"
    version = platform.api("GET", path).json()["version"]
    answer = platform.api("POST", f"{path}/{act}", json={"version": version} | body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_journey(platform: Platform, school: str) -> None:
    ticket = deliver(platform)

    assert REFERENCE.fullmatch(ticket["reference"])
    assert ticket["subject"] == "Projector in Year 4 stays dark"
    assert ticket["requester"]["email"] == "priya@ashgrove.example"
    assert {s["target"]: s["state"] for s in ticket["sla"]} == {
        "response": "running",
        "next_update": "running",
        "resolution": "running",
    }

    act(platform, ticket, "triage", impact="high", urgency="high")
    act(platform, ticket, "assign", assignee="olu")
    act(platform, ticket, "reply", text="We are on our way.")
    act(platform, ticket, "note", text="Third lamp this term.")
    act(platform, ticket, "hold", reason="The lamp comes tomorrow.")
    act(platform, ticket, "resume")
    act(platform, ticket, "resolve", note="A new lamp is in.")
    act(platform, ticket, "reopen", reason="Dark again.")
    ticket = act(platform, ticket, "resolve", note="It was the fuse.")

    assert (ticket["priority"], ticket["state"]) == ("p1", "resolved")
    states = {s["target"]: s["state"] for s in ticket["sla"]}
    assert states["response"] == "met"

    story = platform.caretaker("audit", "story", ticket["correlation_id"], "--json")
    types = [line["type"] for line in json.loads(story.out)["lines"]]
    assert types[:3] == [
        "intake.mail_received",
        "intake.ticket_opened",
        "sla.clock_started",
    ]
    assert types[-1] in {"sla.clock_stopped", "sla.reply_counted"}
    assert platform.caretaker("audit", "verify", "--school", school).code == 0


def test_the_same_message_twice_is_one_ticket(platform: Platform, school: str) -> None:
    first = platform.caretaker(*DELIVER, stdin=EMAIL)
    second = platform.caretaker(*DELIVER, stdin=EMAIL)

    assert first.out == second.out
    assert len(platform.api("GET", "/tickets").json()["tickets"]) == 1


@pytest.mark.parametrize(
    "message",
    [b"", b"\x00\x01\x02 no message at all", b"Subject: from nobody\n\nHello\n"],
)
def test_mail_that_nobody_can_read_is_taken_and_held(
    platform: Platform, school: str, message: bytes
) -> None:
    run = platform.caretaker(*DELIVER, stdin=message)

    assert run.code == 0
    [held] = platform.api("GET", "/mails").json()["mails"]
    assert held["fate"] == "review"


def test_mail_to_nobodys_address_is_handed_back(
    platform: Platform, school: str
) -> None:
    to = ("--to", "nobody@ashgrove.example")
    run = platform.caretaker("mail", "deliver", *to, stdin=EMAIL)

    assert run.code == 67
    assert run.out == ""
    assert len(run.err.strip().splitlines()) == 1


def test_mail_waits_while_the_platform_is_away(platform: Platform, school: str) -> None:
    platform.interrupt()

    assert platform.caretaker(*DELIVER, stdin=EMAIL).code == 75

    platform.start()
    assert deliver(platform)["reference"]


@pytest.mark.parametrize("service", ["directory", "intake", "sla"])
def test_one_altered_byte_is_found_and_named(
    platform: Platform, school: str, service: str
) -> None:
    deliver(platform)
    position = alter_a_byte(platform.data / f"{service}.db", school)

    run = platform.caretaker("audit", "verify", "--school", school)

    assert run.code == 1
    assert service in run.out
    assert str(position) in run.out


def alter_a_byte(database: Path, school: str) -> int:
    """Change one byte of the last event's body, as a vandal with the file would."""
    with closing(sqlite3.connect(database)) as connection, connection:
        position, body = connection.execute(
            "select position, body from events where school = ?"
            " order by position desc limit 1",
            (school.replace("-", ""),),
        ).fetchone()
        altered = bytes([body[0], body[1] ^ 1]) + body[2:]
        connection.execute(
            "update events set body = ? where school = ? and position = ?",
            (altered, school.replace("-", ""), position),
        )
    return int(position)
