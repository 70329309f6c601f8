"""Is it one platform on PostgreSQL and RabbitMQ, with several replicas of a service?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest
import requests

from infra.histories import databases
from infra.postgres.cluster import database_url
from infra.postgres.roles import LOGIN, OWNER
from infra.rabbitmq.node import Node
from tests.journeys.test_a_teachers_email import DELIVER, EMAIL
from tests.journeys.test_processes_apart import TICKET, ashgrove
from tests.support.apart import Install, Installation
from tests.support.postgres import administer

pytestmark = pytest.mark.needs_postgresql

TICKETS = 8
Servers = dict[str, str]


@pytest.fixture
def servers(postgres_home: Path, rabbitmq: Node) -> Iterator[Servers]:
    """Where databases of nobody else are to be, and a broker."""
    prefix = f"apart_{uuid4().hex[:12]}_"
    yield {
        "CARETAKER_ADMINISTRATOR_URL": database_url(postgres_home, "postgres"),
        "CARETAKER_MIGRATION_URL": database_url(
            postgres_home, f"{prefix}{{service}}", OWNER
        ),
        "CARETAKER_DATABASE_URL": database_url(
            postgres_home, f"{prefix}{{service}}", LOGIN
        ),
        "CARETAKER_BROKER_URL": rabbitmq.url,
    }
    for name in databases():
        statement = "DROP DATABASE IF EXISTS {} WITH (FORCE)"
        administer(postgres_home, statement, f"{prefix}{name}")


@pytest.fixture
def platform(install: Install, servers: Servers) -> Installation:
    """Two processes each for what hears events, as in production."""
    apart = install(["directory", "gateway"], ["intake", "sla", "audit"], **servers)
    for command in ("prepare", "migrate"):
        done = apart.caretaker(command)
        assert done.code == 0, done.err
    apart.beside("intake", "sla", "audit")
    apart.start()
    return apart


def test_a_request_is_followed_over_replicas_of_which_one_is_killed(
    platform: Installation,
) -> None:
    school = ashgrove(platform)
    delivered = platform.caretaker(*DELIVER, stdin=EMAIL)
    assert (delivered.code, delivered.err) == (0, "")

    def open_ticket(_: int) -> str:
        path = f"/schools/{school}/tickets"
        opened = platform.api("POST", path, json=TICKET)
        assert opened.status_code == 201, opened.text
        ticket_id: str = opened.json()["ticket_id"]
        return ticket_id

    with ThreadPoolExecutor(3) as writers:
        before = list(writers.map(open_ticket, range(TICKETS)))
        platform.processes[-1].kill()
        after = list(writers.map(open_ticket, range(TICKETS)))

    for ticket_id in (*before, *after):
        ticket = platform.api("GET", f"/tickets/{ticket_id}").json()
        assert len(ticket["sla"]) == 3
        story = platform.api("GET", f"/stories/{ticket['correlation_id']}").json()
        types = [line["type"] for line in story["lines"]]
        assert types[:2] == ["intake.ticket_opened", "sla.clock_started"]
        # Nobody is sent an acknowledgement of each of so many.
        assert types[2:] in ([], ["intake.letter_written"])
    counted = requests.get(f"{platform.running('intake').url}/metrics", timeout=10).text
    published = re.search(
        r"^caretaker_events_published_total{.*} (\S+)", counted, re.MULTILINE
    )
    assert published is not None
    assert float(published[1]) >= len(before) + len(after)
    verified = platform.caretaker("audit", "verify", "--school", school)
    assert verified.code == 0, verified.out
    assert platform.caretaker("parked", "list").err == "Nothing is parked.\n"
    for process in reversed(platform.processes):
        assert process.stop() == 0, process.log.read_text()


def test_a_process_waits_until_its_database_is_migrated(
    install: Install, servers: Servers
) -> None:
    platform = install(["audit"], **servers)
    assert platform.caretaker("prepare").code == 0
    [audit] = platform.processes
    audit.start()
    audit.until(lambda: "waiting for a database" in audit.log.read_text())
    assert (audit.probe("healthz"), audit.probe()) == (200, 503)

    assert platform.caretaker("migrate").code == 0

    audit.until_ready()
    assert audit.stop() == 0
