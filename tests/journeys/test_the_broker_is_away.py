"""Does the desk go on while RabbitMQ is away, and does everything follow after it?"""

from __future__ import annotations

import re
from collections.abc import Callable

import requests

from infra.rabbitmq.node import Node
from tests.journeys.test_processes_apart import TICKET, ashgrove
from tests.support.apart import Apart, Install, Installation

LAG = "caretaker_relay_lag_events"
TAKEN = "caretaker_events_published_total"


def open_ticket(platform: Installation, school: str) -> str:
    opened = platform.api("POST", f"/schools/{school}/tickets", json=TICKET)
    assert opened.status_code == 201
    ticket_id: str = opened.json()["ticket_id"]
    return ticket_id


def counted(process: Apart, metric: str) -> float:
    """What the desk's process counts of its own events."""
    told = requests.get(f"{process.url}/metrics", timeout=30).text
    found = re.search(f'^{metric}{{service="intake"}} (.+)$', told, re.MULTILINE)
    return float(found[1]) if found else 0.0


def clocks(platform: Installation, ticket_id: str) -> Callable[[], bool]:
    """Whether the other process has heard of a ticket."""
    return lambda: len(platform.api("GET", f"/tickets/{ticket_id}").json()["sla"]) == 3


def test_the_desk_goes_on_without_rabbitmq_and_events_follow(
    install: Install, rabbitmq_node: Node
) -> None:
    rabbitmq = rabbitmq_node
    rabbitmq.kill()
    platform = install(
        ["directory", "intake", "gateway"],
        ["sla", "audit"],
        CARETAKER_BROKER_URL=rabbitmq.url,
    )
    platform.start()
    desk = platform.running("intake")
    school = ashgrove(platform)
    tickets = [open_ticket(platform, school)]
    desk.until(clocks(platform, tickets[0]))
    assert counted(desk, TAKEN) == 0

    rabbitmq.start()
    tickets.append(open_ticket(platform, school))
    desk.until(lambda: counted(desk, TAKEN) >= 2 and counted(desk, LAG) == 0)

    rabbitmq.kill()
    tickets += [open_ticket(platform, school) for _ in range(10)]
    rabbitmq.start()
    desk.until(lambda: counted(desk, TAKEN) >= 12 and counted(desk, LAG) == 0)

    for ticket_id in tickets:
        assert clocks(platform, ticket_id)()
    assert platform.caretaker("audit", "verify", "--school", school).code == 0
    assert platform.caretaker("parked", "list").err == "Nothing is parked.\n"
    for process in reversed(platform.processes):
        assert process.stop() == 0


def test_a_platform_does_not_begin_with_a_broker_of_another_kind(
    install: Install,
) -> None:
    (process,) = install(["all"], CARETAKER_BROKER_URL="redis://here").processes
    process.start()
    assert process.process is not None
    assert process.process.wait(60) != 0
    assert "begins with amqp://" in process.log.read_text()
