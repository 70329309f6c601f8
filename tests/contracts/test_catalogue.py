"""Is every message where it belongs, and every event decided, evolved and shown?"""

from __future__ import annotations

import re

import pytest
from sqlalchemy.event import listen

from contracts.codec import restore
from infra.golden import FOLDER, example, file_of
from infra.survey import Survey, events, evolved, messages, services
from shared.database import Database
from shared.sealing import cover
from shared.work import Fresh
from tests.support.cast import ASHGROVE, TICKET
from tests.support.databases import Databases, create
from tests.support.reading import REPOSITORY, docstring, report
from tests.support.scenario import at

EVENTS = [told for name in services() for told in events(name)]

ONLY_TOLD = {"directory.sign_in_refused"}
"""What the log alone tells of: no page shows it, and nothing is decided by it."""

READ_OFF_THE_LOG = {"sla.agreement_proposed", "sla.agreement_accepted"}
"""What is read where it was recorded, since the names in it are sealed there."""


def named(told: Survey) -> str:
    return told.declaration.name


@pytest.mark.parametrize("kind", ["event", "command", "query", "view"])
def test_a_message_is_named_after_the_service_whose_language_it_is(kind: str) -> None:
    strays = [
        one.name
        for one in messages(kind)
        if not _is_language(one.message.__module__, one.service)
    ]
    report(strays)


def _is_language(module: str, service: str) -> bool:
    """Whether a module of contracts/ is a service's language, or a part of it."""
    told = docstring(REPOSITORY / f"{module.replace('.', '/')}.py")
    return module == f"contracts.{service}" or f"language of {service} " in told


def test_every_event_and_version_has_its_golden_file() -> None:
    wanted = {
        file_of(declaration, version)
        for declaration in messages("event")
        for version in range(1, declaration.version + 1)
    }
    there = {place.name for place in FOLDER.glob("*.json")}
    report(f"./caretaker golden would write {name}" for name in wanted - there)
    report(f"{name}: no such event, or not this version" for name in there - wanted)


@pytest.mark.parametrize("told", EVENTS, ids=named)
def test_an_event_is_decided_evolved_and_heard(told: Survey) -> None:
    message, service = told.declaration.message, told.declaration.service
    takers = [d for d in services()[service].deciders if message in evolved(d)]
    assert told.decided_in, "no rule of its service makes it"
    assert len(takers) == 1, "exactly one evolve takes it"
    assert "audit" in told.heard_by


@pytest.mark.parametrize("told", EVENTS, ids=named)
def test_an_event_changes_what_its_service_shows(
    told: Survey, sqlite: Databases
) -> None:
    declaration, rooms = told.declaration, services()[told.declaration.service]
    payload = cover(declaration, example(declaration), declaration.version)
    fresh = Fresh(
        event=restore(declaration.message, payload),
        school=ASHGROVE,
        event_id=TICKET,
        stream_version=1,
        happened_at=at("mon 09:00"),
        actor="service:test",
        on_behalf_of=None,
        correlation_id=TICKET,
    )
    database = Database(sqlite(rooms.name), rooms.tables)
    create(database)
    written: list[str] = []
    listen(database.engine, "before_cursor_execute", lambda *a: written.append(a[2]))
    with database.school(ASHGROVE) as connection:
        rooms.project(connection, fresh)
    database.close()
    changes = re.compile("insert|update|delete", re.IGNORECASE)
    changed = any(changes.match(one) for one in written)
    assert changed is (declaration.name not in ONLY_TOLD | READ_OFF_THE_LOG)
