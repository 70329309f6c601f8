"""Is it one platform when every service runs in a process of its own?"""

from __future__ import annotations

import json
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import requests

from tests.journeys.test_a_teachers_email import DELIVER, EMAIL
from tests.support.apart import OPERATOR, Apart, Install, Installation

TICKET = {
    "subject": "Projector stays dark",
    "description": "",
    "requester": {"name": "Priya", "email": "priya@ashgrove.example"},
    "channel": "portal",
    "impact": "low",
    "urgency": "medium",
}
WRITERS = 3
ACKNOWLEDGED_BEFORE_THE_KILL = 15
BODY = json.dumps({"name": "Ashgrove Primary"}).encode()


def ashgrove(platform: Installation) -> str:
    """The school, with its mailbox."""
    added = platform.api("POST", "/schools", json={"name": "Ashgrove Primary"})
    school_id: str = added.json()["school_id"]
    body = {"addresses": ["help@ashgrove.example"]}
    platform.api("PUT", f"/schools/{school_id}/mailboxes", json=body)
    return school_id


def told_of(platform: Installation, story: str) -> list[str]:
    """What audit has heard of a story by now."""
    told = platform.caretaker("audit", "story", story, "--json")
    lines = json.loads(told.out)["lines"] if told.code == 0 else []
    return [line["type"] for line in lines]


def test_a_teachers_email_goes_through_all_processes(install: Install) -> None:
    platform = install()
    platform.start()
    school = ashgrove(platform)

    delivered = platform.caretaker(*DELIVER, stdin=EMAIL)

    assert (delivered.code, delivered.err) == (0, "")
    found = platform.api("GET", f"/tickets?search={delivered.out.strip()}").json()
    path = f"/tickets/{found['tickets'][0]['ticket_id']}"
    ticket = platform.api("GET", path).json()
    assert {target["state"] for target in ticket["sla"]} == {"running"}
    whole = ["intake.mail_received", "intake.ticket_opened", "sla.clock_started"]
    whole += ["intake.letter_written"]
    story = ticket["correlation_id"]
    platform.running("audit").until(lambda: told_of(platform, story) == whole)
    assert platform.caretaker("audit", "verify", "--school", school).code == 0
    assert platform.caretaker("parked", "list").err == "Nothing is parked.\n"
    counted = requests.get(f"{platform.running('intake').url}/metrics", timeout=10).text
    assert 'caretaker_commands_total{command="intake.' in counted
    for process in reversed(platform.processes):
        assert process.stop() == 0
        lines = process.log.read_text().splitlines()
        assert json.loads(lines[-1])["message"] == "stopped"


def test_what_happens_while_a_service_is_away_is_caught_up(install: Install) -> None:
    platform = install(["directory", "intake", "audit", "gateway"], ["sla"])
    platform.start()
    school = ashgrove(platform)
    clocks = platform.running("sla")
    clocks.kill()

    opened = platform.api("POST", f"/schools/{school}/tickets", json=TICKET)
    assert opened.status_code == 201
    clocks.start()
    clocks.until_ready()

    path = f"/tickets/{opened.json()['ticket_id']}"
    assert len(platform.api("GET", path).json()["sla"]) == 3


def test_a_kill_of_one_process_under_load_loses_nothing(install: Install) -> None:
    platform = install(["directory", "sla", "audit", "gateway"], ["intake"])
    platform.start()
    school = ashgrove(platform)
    desk = platform.running("intake")
    acknowledged: set[str] = set()
    enough = Event()

    def write() -> None:
        while True:
            answer = platform.api("POST", f"/schools/{school}/tickets", json=TICKET)
            if answer.status_code != 201:
                return
            acknowledged.add(answer.json()["ticket_id"])
            if len(acknowledged) >= ACKNOWLEDGED_BEFORE_THE_KILL:
                enough.set()

    with ThreadPoolExecutor(WRITERS) as writers:
        for _ in range(WRITERS):
            writers.submit(write)
        assert enough.wait(60)
        desk.kill()
    desk.start()
    desk.until_ready()

    for ticket_id in acknowledged:
        ticket = platform.api("GET", f"/tickets/{ticket_id}").json()
        assert len(ticket["sla"]) == 3
    assert platform.caretaker("audit", "verify", "--school", school).code == 0


def test_who_is_told_to_stop_answers_what_was_asked_and_says_no_to_more(
    install: Install,
) -> None:
    platform = install(["all"], CARETAKER_DRAIN_SECONDS="1")
    [everything] = platform.processes
    platform.start()
    host, port = platform.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=60) as asking:
        asking.sendall(_half_a_request())
        everything.tell(signal.SIGTERM)
        everything.until(lambda: everything.probe() == 503)
        assert everything.probe("healthz") == 200
        asking.sendall(BODY[10:])

        assert asking.recv(1_000).startswith(b"HTTP/1.1 201 ")

    assert everything.stop() == 0
    assert _asked_now(platform) is None
    assert "cut off" not in everything.log.read_text()


def test_a_process_waits_for_its_database_and_can_be_stopped_meanwhile(
    install: Install,
) -> None:
    nowhere = "postgresql+psycopg2://caretaker@127.0.0.1:9/{service}"
    platform = install(["sla"], CARETAKER_DATABASE_URL=nowhere)
    [clocks] = platform.processes
    clocks.start()
    clocks.until(lambda: clocks.probe("healthz") == 200)
    clocks.until(lambda: "waiting for a database" in clocks.log.read_text())
    assert clocks.probe() == 503
    assert clocks.stop() == 0


def test_a_process_without_a_key_that_is_kept_does_not_begin(install: Install) -> None:
    nowhere = "postgresql+psycopg2://caretaker@127.0.0.1:9/{service}"
    platform = install(["sla"], CARETAKER_DATABASE_URL=nowhere, CARETAKER_MASTER_KEY="")
    [clocks] = platform.processes
    assert _ends(clocks) == 1
    assert "set CARETAKER_MASTER_KEY" in clocks.log.read_text()


def test_a_service_that_there_is_not_is_said_to_be_none(install: Install) -> None:
    run = install(["sla"]).caretaker("run", "sla", "printing")
    assert run.code == 1
    assert run.err.startswith("caretaker: there is no service printing: audit, ")


def _half_a_request() -> bytes:
    head = (
        "POST /api/v1/schools HTTP/1.1",
        "Host: caretaker",
        f"Authorization: Bearer {OPERATOR}",
        "Content-Type: application/json",
        f"Content-Length: {len(BODY)}",
    )
    return "\r\n".join(head).encode() + b"\r\n\r\n" + BODY[:10]


def _asked_now(platform: Installation) -> requests.Response | None:
    try:
        return platform.api("GET", "/schools")
    except requests.ConnectionError:
        return None


def _ends(process: Apart) -> int:
    process.start()
    assert process.process is not None
    code = process.process.wait(timeout=60)
    process.process = None
    return code
