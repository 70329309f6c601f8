"""Is a log put right that is so long that each look at it takes its time?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from contracts.refusals import Unavailable
from infra.installation import Installation
from infra.recovery import resuming
from shared import postgresql as module
from shared.application import Rooms
from shared.decider import Heard
from tests.infra.recovery.test_recovery import assert_well, lose, notice, recover
from tests.infra.verify.stories import build
from tests.support.backups import opened
from tests.support.databases import Databases, behind
from tests.support.town import Town

SOON = ", set_config('idle_in_transaction_session_timeout', '100ms', true)"
ASKED = text("select count(*) from pg_stat_activity where pid = :pid")


@pytest.fixture
def lost(postgresql: Databases) -> Iterator[Town]:
    """A town whose intake has forgotten what others heard."""
    town = build(postgresql)
    lose(town)
    notice(town)
    yield town
    town.close()


@pytest.fixture
def installed(
    lost: Town, postgresql: Databases, tmp_path: Path
) -> Iterator[Installation]:
    with opened(postgresql, tmp_path) as found:
        yield found


class Thinking:
    """A service that thinks about what it hears while a transaction is open."""

    def __init__(self, rooms: Rooms) -> None:
        self.limits: list[str] = []
        self.batches: list[int] = []
        self.fold = rooms.fold
        self.rooms = replace(rooms, fold=self.think)

    def think(self, connection: Connection, heard: Sequence[Heard]) -> None:
        shown = text("show idle_in_transaction_session_timeout")
        self.limits.append(str(connection.execute(shown).scalar_one()))
        self.batches.append(len(heard))
        self.fold(connection, heard)


def test_whoever_puts_a_log_right_may_think_for_longer(
    lost: Town,
    installed: Installation,
    postgresql: Databases,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(resuming, "BATCH", 2)
    sla = Thinking(installed.applications["sla"].rooms)
    installed.applications["sla"].rooms = sla.rooms
    recover(installed, put_back=True)
    assert sla.limits[-1] == "30min"
    assert max(sla.batches) <= 2
    assert_well(lost, postgresql)


def test_without_time_to_think_a_long_log_is_not_put_right(
    lost: Town, installed: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def until_it_is_ended(connection: Connection, heard: Sequence[Heard]) -> None:
        pid = connection.execute(text("select pg_backend_pid()")).scalar_one()
        with behind(lost.databases["sla"]) as looking:
            while looking.execute(ASKED, {"pid": pid}).scalar_one():
                looking.rollback()
        sla.fold(connection, heard)

    sla = installed.applications["sla"].rooms
    installed.applications["sla"].rooms = replace(sla, fold=until_it_is_ended)
    monkeypatch.setattr(module, "take_time", lambda _: None)
    monkeypatch.setattr(module, "_LIMITS", SOON)
    with pytest.raises(Unavailable):
        recover(installed, put_back=True)
