"""What was kept and what was missed, and what did clocks stand still for?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, select

from contracts.intake import (
    HoldTicket,
    ReopenTicket,
    ReplyToTicket,
    ResolveTicket,
    ResumeTicket,
    TriageTicket,
)
from contracts.values import HoldReason, Level
from services.sla.figures import month_of
from services.sla.outcome_rows import outcome_counts, owed_counts
from services.sla.sweep import check_due_clocks
from services.sla.tables import outcomes, pauses
from tests.support.cast import ASHGROVE, TICKET
from tests.support.printers import about_a_printer
from tests.support.scenario import at
from tests.support.town import Town

MINE: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": TICKET}


@pytest.fixture
def clock(town: Town) -> Town:
    """A p3 of Monday at nine: four hours to the first reply, three days in all."""
    town.clock.set(at("mon 09:00"))
    town.execute(about_a_printer())
    town.settle()
    return town


def do(town: Town, when: str, command: object) -> None:
    town.clock.set(at(when))
    town.execute(command)
    town.settle()


def swept(town: Town, when: str) -> None:
    town.clock.set(at(when))
    check_due_clocks(town.applications["sla"], town.clock())
    town.settle()


def decided(town: Town) -> dict[str, tuple[int, datetime, int]]:
    """Each target that is decided: kept or not, when, and whether the ticket waits."""

    def read(connection: Connection) -> dict[str, tuple[int, datetime, int]]:
        rows = connection.execute(select(outcomes))
        return {r.target: (r.kept, r.decided_at, r.unresolved) for r in rows}

    found: dict[str, tuple[int, datetime, int]]
    found = town.applications["sla"].read(read, school=ASHGROVE)
    return found


def stood_still(town: Town) -> list[tuple[str, datetime, datetime | None]]:
    def read(connection: Connection) -> list[tuple[str, datetime, datetime | None]]:
        rows = connection.execute(select(pauses).order_by(pauses.c.began_at))
        return [(row.reason, row.began_at, row.ended_at) for row in rows]

    found: list[tuple[str, datetime, datetime | None]]
    found = town.applications["sla"].read(read, school=ASHGROVE)
    return found


def reply(version: int) -> ReplyToTicket:
    return ReplyToTicket(**MINE, version=version, message_id=TICKET, text="On my way.")


def test_nothing_is_decided_while_it_runs(clock: Town) -> None:
    assert decided(clock) == {}


def test_what_was_kept_stays_dated_to_when_it_was(clock: Town) -> None:
    do(clock, "mon 10:00", reply(1))
    do(clock, "mon 11:00", ResolveTicket(**MINE, version=2, note="Mended."))
    assert decided(clock) == {
        "response": (1, at("mon 10:00"), 0),
        "next_update": (1, at("mon 11:00"), 0),
        "resolution": (1, at("mon 11:00"), 0),
    }


def test_what_was_missed_is_owed_until_the_ticket_is_resolved(clock: Town) -> None:
    swept(clock, "mon 14:00")
    assert decided(clock) == {"response": (0, at("mon 13:00"), 1)}
    sla = clock.applications["sla"]
    [owed] = sla.read(owed_counts)
    assert (owed.school, owed.priority, owed.number) == (ASHGROVE, "p3", 1)
    do(clock, "mon 15:00", ResolveTicket(**MINE, version=1, note="Mended."))
    assert decided(clock)["response"] == (0, at("mon 13:00"), 0)
    assert sla.read(owed_counts) == []
    counts = sla.read(outcome_counts, "2026-06")
    missed = [(one.target, one.number) for one in counts if not one.kept]
    assert missed == [("response", 1)]


def test_a_ticket_that_is_reopened_is_undecided_and_owed_again(clock: Town) -> None:
    swept(clock, "mon 14:00")
    do(clock, "mon 15:00", ResolveTicket(**MINE, version=1, note="Mended."))
    do(clock, "mon 16:00", ReopenTicket(**MINE, version=2, reason="Dark again."))
    assert decided(clock) == {"response": (0, at("mon 13:00"), 1)}


def test_a_breach_that_is_withdrawn_is_no_miss(clock: Town) -> None:
    clock.unruly.off = True
    do(clock, "mon 12:00", reply(1))
    clock.clock.set(at("mon 14:00"))
    check_due_clocks(clock.applications["sla"], clock.clock())
    clock.unruly.off = False
    clock.settle()
    assert decided(clock) == {"response": (1, at("mon 12:00"), 1)}


def test_a_miss_that_a_new_priority_brings_counts_under_it(clock: Town) -> None:
    p1 = TriageTicket(**MINE, version=1, impact=Level.HIGH, urgency=Level.HIGH)
    do(clock, "mon 12:00", p1)
    sla = clock.applications["sla"]
    assert [one.priority for one in sla.read(owed_counts)] == ["p1"]


def test_a_month_is_one_of_londons() -> None:
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert month_of(late) == "2026-07"


def test_each_pause_is_kept_with_its_reason_and_its_end(clock: Town) -> None:
    hold = HoldTicket(**MINE, version=1, reason="The part.", because=HoldReason.PART)
    do(clock, "mon 10:00", hold)
    assert stood_still(clock) == [("part", at("mon 10:00"), None)]
    do(clock, "mon 11:00", ResumeTicket(**MINE, version=2))
    do(clock, "mon 12:00", HoldTicket(**MINE, version=3, reason="Something."))
    do(clock, "mon 13:00", ResolveTicket(**MINE, version=4, note="Mended."))
    assert stood_still(clock) == [
        ("part", at("mon 10:00"), at("mon 11:00")),
        ("other", at("mon 12:00"), at("mon 13:00")),
    ]
