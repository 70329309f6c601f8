"""Is a log put right whose service was set back, and is nothing lost in silence?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update

from contracts.envelope import Recorded
from contracts.intake import NoteTicket, ReplyToTicket
from contracts.log import FindParked, LogRecovered
from infra.installation import Installation
from infra.recovery import putting_right
from infra.recovery.forks import Diagnosis, diagnose, find
from infra.recovery.putting_right import Moved, put_right
from infra.recovery.resuming import resume
from services.audit.rooms import ROOMS as AUDIT
from services.audit.tables import given_up, story
from shared import checkpoints
from shared.chain import GENESIS, first_break
from shared.log_tables import events
from tests.infra.verify.stories import build, verify
from tests.support.backups import copy_of, opened, restore
from tests.support.cast import ASHGROVE, BECKFIELD, TICKET
from tests.support.databases import Databases, behind
from tests.support.rebuilding import compared
from tests.support.town import SERVICES, Town

WHY = "The disk broke on Friday."


@pytest.fixture
def told(databases: Databases) -> Iterator[Town]:
    town = build(databases)
    yield town
    town.close()


@pytest.fixture
def installed(
    told: Town, databases: Databases, tmp_path: Path
) -> Iterator[Installation]:
    with opened(databases, tmp_path) as found:
        yield found


def note(town: Town, version: int, text: str = "Later.") -> None:
    asked: dict[str, Any] = {"ticket_id": TICKET, "version": version}
    asked["school_id"] = ASHGROVE
    town.execute(NoteTicket(**asked, message_id=UUID(int=version), text=text))


def lose(town: Town, service: str = "intake") -> list[Recorded]:
    """Have a service forget what everybody has heard of it; what that was."""
    copy = copy_of(town, service)
    note(town, 3)
    note(town, 4)
    town.execute(
        ReplyToTicket(
            school_id=ASHGROVE,
            ticket_id=TICKET,
            version=5,
            message_id=UUID(int=9),
            text="Done.",
        )
    )
    town.settle()
    log = town.log(service, ASHGROVE)
    restore(town, service, copy)
    return log


def notice(town: Town) -> None:
    town.clock.advance(minutes=2)
    town.settle()
    town.clock.advance(minutes=2)
    town.listen_to_beacons()


def recover(
    installed: Installation, source: str = "intake", *, put_back: bool
) -> tuple[Diagnosis, LogRecovered]:
    found = diagnose(installed, source, ASHGROVE)
    decided = put_right(installed, found, "olu", WHY, put_back=put_back)
    for one in found.forks:
        resume(installed, one, found.agreed + decided.put_back)
    return found, decided


def assert_well(town: Town, databases: Databases) -> None:
    """Everybody has heard everything, and everything follows from the logs."""
    for service in SERVICES:
        town.open(town.applications[service].rooms)
    town.clock.advance(minutes=2)
    town.settle()
    for service in SERVICES:
        assert first_break(town.log(service, ASHGROVE), GENESIS, 0) is None
        for source in town.applications[service].rooms.hears:
            heard = town.applications[service].read(checkpoints.read_all, source)
            end = town.log(source, ASHGROVE)[-1]
            assert heard[ASHGROVE].state == checkpoints.LIVE
            assert (heard[ASHGROVE].position, heard[ASHGROVE].hash) == (
                end.position,
                end.hash,
            )
        assert town.ask(FindParked(service=service)).parked == ()
        assert not compared(town, service)
    assert verify(databases).findings == []


def test_what_was_lost_is_put_back_byte_for_byte(
    told: Town, databases: Databases, installed: Installation
) -> None:
    lost = lose(told)
    notice(told)
    assert {(f.consumer, f.source, f.school) for f in find(installed)} == {
        ("audit", "intake", ASHGROVE),
        ("sla", "intake", ASHGROVE),
    }
    found, decided = recover(installed, put_back=True)
    assert (found.agreed, found.own, found.lost, found.can_be_put_back) == (
        4,
        0,
        4,
        True,
    )
    assert (decided.follows, decided.put_back, decided.given_up) == (4, 4, 0)
    *put_back, marker = told.log("intake", ASHGROVE)
    assert put_back == lost
    assert (marker.type, marker.actor) == ("log.recovered", "operator:olu")
    assert marker.epoch > lost[-1].epoch
    assert told.events("intake", ASHGROVE)[-1].reason == WHY
    assert find(installed) == []
    note(told, 6)
    assert_well(told, databases)
    [recovery] = verify(databases).recoveries
    assert str(recovery).endswith(f"4 events put back, 0 given up: {WHY}")


def test_what_went_on_differently_counts_and_the_rest_is_kept_apart(
    told: Town, databases: Databases, installed: Installation
) -> None:
    lost = lose(told)
    note(told, 3, "Another note.")
    notice(told)
    sla_before = told.log("sla", ASHGROVE)
    found, decided = recover(installed, put_back=False)
    assert (found.agreed, found.own, found.lost, found.can_be_put_back) == (
        4,
        1,
        4,
        False,
    )
    assert (decided.put_back, decided.given_up) == (0, 4)
    assert decided.given_up_hash == lost[-1].hash.hex()
    log = told.log("intake", ASHGROVE)
    assert [one.type for one in log[4:]] == ["intake.ticket_noted", "log.recovered"]
    assert told.log("sla", ASHGROVE)[: len(sla_before)] == sla_before
    with behind(told.databases["audit"]) as connection:
        kept = select(given_up.c.hash).order_by(given_up.c.position)
        kept_apart = [bytes(one) for one in connection.execute(kept).scalars()]
        mine = story.c.school == ASHGROVE, story.c.service == "intake"
        copies = select(story.c.hash).where(*mine).order_by(story.c.position)
        now = [bytes(one) for one in connection.execute(copies).scalars()]
    assert kept_apart == [one.hash for one in lost[4:]]
    assert now == [one.hash for one in log]
    note(told, 4)
    assert_well(told, databases)
    told.link.hosted["audit"].subscription.receive(lost)
    assert_well(told, databases)


def test_without_a_new_epoch_what_was_given_up_stops_it_again(
    told: Town, installed: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    move = putting_right._move

    def without(connection: object, school: UUID, **values: object) -> None:
        values.pop("epoch")
        if values:
            move(connection, school, **values)  # type: ignore[arg-type]

    lost = lose(told)
    note(told, 3, "Another note.")
    notice(told)
    monkeypatch.setattr(putting_right, "_move", without)
    recover(installed, put_back=False)
    assert find(installed) == []
    told.link.hosted["audit"].subscription.receive(lost)
    assert [one.consumer for one in find(installed)] == ["audit"]


def test_without_keeping_it_apart_what_is_given_up_is_gone(
    told: Town, installed: Installation
) -> None:
    careless = replace(AUDIT, give_up=lambda *_: None)
    installed.applications["audit"].rooms = careless
    lose(told)
    note(told, 3, "Another note.")
    notice(told)
    recover(installed, put_back=False)
    with behind(told.databases["audit"]) as connection:
        assert connection.execute(select(given_up)).all() == []


def test_who_answers_others_answers_nothing_twice_afterwards(
    told: Town, databases: Databases, installed: Installation
) -> None:
    lost = lose(told, "sla")
    found, decided = recover(installed, "sla", put_back=True)
    assert found.can_be_put_back
    assert decided.put_back
    assert told.log("sla", ASHGROVE)[:-1] == lost
    assert_well(told, databases)


def test_without_remembering_what_was_answered_it_is_answered_again(
    told: Town, installed: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(putting_right, "_answered", lambda *_: None)
    lost = lose(told, "sla")
    recover(installed, "sla", put_back=True)
    told.open(told.applications["sla"].rooms)
    told.clock.advance(minutes=2)
    told.settle()
    again = told.log("sla", ASHGROVE)[len(lost) + 1 :]
    parked = told.ask(FindParked(service="sla")).parked
    assert again or parked


def test_two_services_that_were_set_back_are_put_right_one_after_the_other(
    told: Town, databases: Databases, installed: Installation
) -> None:
    copies = {service: copy_of(told, service) for service in ("intake", "sla")}
    lose(told)
    for service, copy in copies.items():
        restore(told, service, copy)
    note(told, 3, "Another note.")
    notice(told)
    for source in ("intake", "sla"):
        found = diagnose(installed, source, ASHGROVE)
        assert found.forks
        recover(installed, source, put_back=found.can_be_put_back)
    assert_well(told, databases)


def test_other_schools_notice_nothing(told: Town, installed: Installation) -> None:
    before = told.log("intake", BECKFIELD)
    lose(told)
    notice(told)
    recover(installed, put_back=True)
    assert told.log("intake", BECKFIELD) == before


def test_a_log_that_goes_on_meanwhile_is_left_alone(
    told: Town, installed: Installation
) -> None:
    lose(told)
    notice(told)
    found = diagnose(installed, "intake", ASHGROVE)
    note(told, 3)
    before = told.log("intake", ASHGROVE)
    with pytest.raises(Moved, match="intake went on"):
        put_right(installed, found, "olu", WHY, put_back=True)
    assert told.log("intake", ASHGROVE) == before


def test_copies_that_do_not_hold_are_not_put_back(
    told: Town, installed: Installation
) -> None:
    lose(told)
    notice(told)
    with behind(told.databases["audit"]) as connection:
        mine = story.c.service == "intake", story.c.position == 5
        connection.execute(update(story).where(*mine).values(actor="x"))
    found = diagnose(installed, "intake", ASHGROVE)
    before = told.log("intake", ASHGROVE)
    with pytest.raises(Moved, match="the copies do not hold: position 5"):
        put_right(installed, found, "olu", WHY, put_back=True)
    assert told.log("intake", ASHGROVE) == before


def test_an_altered_log_is_told_from_one_that_was_set_back(
    told: Town, installed: Installation
) -> None:
    with behind(told.databases["intake"]) as connection:
        mine = events.c.school == ASHGROVE, events.c.position == 2
        connection.execute(update(events).where(*mine).values(actor="x"))
    found = diagnose(installed, "intake", ASHGROVE)
    assert found.broken == "position 2 is not what was recorded: its hash differs"
    assert not found.can_be_put_back
