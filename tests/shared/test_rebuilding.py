"""Does a rebuild equal the live state, which is spared while it is made?"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, insert

from contracts.intake import NoteTicket
from services.audit.tables import story
from services.directory.tables import schools
from services.intake.tables import files, tickets, timeline
from services.sla.tables import targets
from shared import rebuilding as module
from shared.rebuilding import COMPARED, SWITCHED, Impossible, Rebuild
from shared.row_security import NEVER_REWRITTEN
from tests.infra.verify.stories import build
from tests.support.cast import ASHGROVE, BECKFIELD, TICKET
from tests.support.databases import Databases, behind
from tests.support.faults import PlugPulled, set_back
from tests.support.rebuilding import (
    compared,
    rebuilding,
    rows,
    shadow_of,
    spoil,
    switched,
)
from tests.support.town import SERVICES, Town
from tests.support.waiting import until_it_waits


@pytest.fixture
def told(databases: Databases) -> Iterator[Town]:
    """A town in which everybody has heard what happened at two schools."""
    town = build(databases)
    yield town
    town.close()


@pytest.fixture
def small(sqlite: Databases) -> Iterator[Town]:
    """The same on files, for what is the same on every database."""
    town = build(sqlite)
    yield town
    town.close()


@pytest.fixture
def server(postgresql: Databases) -> Iterator[Town]:
    town = build(postgresql)
    yield town
    town.close()


def note(town: Town, version: int) -> None:
    message = UUID(int=version)
    town.execute(
        NoteTicket(
            school_id=ASHGROVE,
            ticket_id=TICKET,
            version=version,
            message_id=message,
            text="Meanwhile.",
        )
    )


def everything(town: Town) -> dict[str, Any]:
    """All that a rebuild could change by mistake."""
    return {
        service: (
            town.applications[service].heads(None),
            [rows(town, service, school) for school in (ASHGROVE, BECKFIELD)],
        )
        for service in SERVICES
    }


def test_what_follows_from_the_log_is_what_is_there(told: Town) -> None:
    before = everything(told)
    for service in SERVICES:
        assert not compared(told, service)
        assert not compared(told, service, BECKFIELD)
    assert everything(told) == before


def test_what_differs_is_named_and_left_alone(told: Town) -> None:
    spoil(told, "intake", tickets, state="resolved", subject="Not what she said")
    with behind(told.databases["intake"]) as connection:
        mine = timeline.c.school == ASHGROVE
        gone = delete(timeline).where(mine, timeline.c.kind == "note")
        assert connection.execute(gone).rowcount == 1
        row = {"school": ASHGROVE, "ticket_id": UUID(int=1), "target": "response"}
        where = told.applications["intake"].rooms.tables.tables["targets"]
        connection.execute(insert(where).values(**row, state="running"))
    before = everything(told)
    found = compared(told, "intake")
    assert (found.added, found.removed) == ({"timeline": 1}, {"targets": 1})
    assert found.changed == {"tickets": 1}
    assert found.columns == {"tickets": {"subject": 1, "state": 1}}
    named = {(row.table, row.what): row for row in found.rows}
    assert named["tickets", "changed"].key == str(TICKET)
    assert set(named["tickets", "changed"].columns) == {"subject", "state"}
    assert named["targets", "only in the live one"].key == f"{UUID(int=1)} response"
    assert "Not what" not in repr(found)
    assert everything(told) == before


def test_a_switch_makes_it_so_at_one_school_and_no_other(told: Town) -> None:
    before = everything(told)
    for service, table, column in (
        ("directory", schools, "name"),
        ("intake", tickets, "subject"),
        ("sla", targets, "state"),
    ):
        spoil(told, service, table, **{column: "spoilt"})
        assert not switched(told, service, BECKFIELD)
        assert table.name in switched(told, service).changed
    assert everything(told) == before
    note(told, 3)
    told.settle()
    assert not compared(told, "intake")


def test_what_happens_meanwhile_is_folded_before_the_switch(
    told: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(told, "intake", tickets, subject="spoilt")
    switch = Rebuild._switch

    def late(rebuild: Rebuild, school: UUID) -> None:
        note(told, 4)
        switch(rebuild, school)

    monkeypatch.setattr(Rebuild, "_switch", late)
    monkeypatch.setattr(module, "PAGE", 2)
    with rebuilding(told, "intake") as rebuild:
        steps = rebuild.switch(ASHGROVE)
        next(steps)
        note(told, 3)
        list(steps)
    assert not compared(told, "intake")
    assert len(told.log("intake", ASHGROVE)) == 6
    assert told.log("intake", ASHGROVE)[-1].stream_version == 5


def test_without_folding_what_happens_meanwhile_the_switch_loses_it(
    small: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(small, "intake", tickets, subject="spoilt")
    switch = Rebuild._switch

    def blind(rebuild: Rebuild, school: UUID) -> None:
        note(small, 3)
        with monkeypatch.context() as broken:
            broken.setattr(Rebuild, "_fold_page", lambda *_: 0)
            switch(rebuild, school)
        raise PlugPulled

    monkeypatch.setattr(Rebuild, "_switch", blind)
    with pytest.raises(PlugPulled):
        switched(small, "intake")
    monkeypatch.undo()
    assert compared(small, "intake").added == {"timeline": 1}


class Meanwhile:
    """Somebody works on a school between the last look and the switch."""

    def __init__(self, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
        self.town = town
        self.done: Future[None] | None = None
        self.pool = ThreadPoolExecutor(1)
        spoil(town, "intake", tickets, subject="spoilt")
        monkeypatch.setattr(Rebuild, "_refuse_to_rewrite", self.work)

    def work(self, *_: Any) -> None:
        self.done = self.pool.submit(note, self.town, 3)
        if self.waits:
            until_it_waits(self.town.databases["intake"], self.done)
        else:
            self.done.result()

    def switch(self, *, waits: bool) -> None:
        self.waits = waits
        try:
            switched(self.town, "intake")
        finally:
            assert self.done is not None
            self.done.result()
            self.pool.shutdown()


def test_whoever_works_on_the_school_waits_for_its_switch(
    server: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    Meanwhile(server, monkeypatch).switch(waits=True)
    assert len(server.log("intake", ASHGROVE)) == 5
    assert not compared(server, "intake")


def test_without_holding_the_school_the_switch_loses_what_is_done_meanwhile(
    server: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Rebuild, "_hold", lambda *_: None)
    monkeypatch.setattr(module, "RACES", 1)
    spoil(server, "intake", timeline, detail="spoilt")
    with pytest.raises(Impossible, match="differs again"):
        Meanwhile(server, monkeypatch).switch(waits=False)
    monkeypatch.undo()
    assert compared(server, "intake")


def test_nothing_is_answered_and_nothing_is_sent(told: Town) -> None:
    sent = len(told.unruly.taken)
    heads = {s: told.applications[s].heads(None) for s in SERVICES}
    spoil(told, "sla", targets, state="spoilt")
    assert switched(told, "sla")
    told.settle()
    assert len(told.unruly.taken) == sent
    assert {s: told.applications[s].heads(None) for s in SERVICES} == heads


def test_a_rebuild_that_broke_off_goes_on_where_it_was(
    told: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAGE", 1)
    intake = told.applications["intake"]
    with shadow_of(told, "intake") as shadow:
        rebuild = Rebuild(intake, shadow, told.link.feed)
        assert sum(rebuild.compare(BECKFIELD)) == rebuild.schools()[BECKFIELD]
        steps = rebuild.compare(ASHGROVE)
        assert next(steps) + next(steps) == 2
        del steps
    with shadow_of(told, "intake") as shadow:
        again = Rebuild(intake, shadow, told.link.feed)
        assert again.is_done(BECKFIELD, COMPARED)
        assert not again.is_done(BECKFIELD, SWITCHED)
        assert not again.is_done(ASHGROVE, COMPARED)
        assert sum(again.compare(ASHGROVE)) == again.schools()[ASHGROVE] - 2
        assert not again.found[ASHGROVE]
        shadow.drop()


def test_what_events_do_not_tell_is_left_alone(told: Town) -> None:
    kept = {
        "school": ASHGROVE,
        "name": "a file",
        "content": b"sealed",
        "size": 6,
        "stored_at": told.clock(),
    }
    with told.databases["intake"].school(ASHGROVE) as connection:
        connection.execute(insert(files).values(kept))
    spoil(told, "intake", tickets, subject="spoilt")
    assert switched(told, "intake").changed == {"tickets": 1}
    assert len(rows(told, "intake")["files"]) == 1


def test_of_a_source_that_contradicts_itself_nothing_is_built(small: Town) -> None:
    spoil(small, "intake", tickets, subject="spoilt")
    before = rows(small, "intake")
    set_back(small, "sla", ASHGROVE, 1)
    with pytest.raises(Impossible, match="sla does not go on from position 1"):
        switched(small, "intake")
    assert rows(small, "intake") == before
    assert not compared(small, "intake", BECKFIELD)


def test_what_is_never_rewritten_is_not_switched(
    small: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story, "info", NEVER_REWRITTEN)
    spoil(small, "audit", story, actor="spoilt")
    with pytest.raises(Impossible, match="story is never rewritten"):
        switched(small, "audit")
    assert compared(small, "audit").changed


def test_an_event_that_cannot_be_folded_leaves_the_live_one_alone(small: Town) -> None:
    def choke(*_: Any) -> None:
        raise KeyError("what she wrote")

    intake = small.applications["intake"]
    intake.rooms = replace(intake.rooms, fold=choke)
    before = rows(small, "intake")
    with pytest.raises(Impossible, match="directory: KeyError at tests/shared/") as why:
        switched(small, "intake")
    assert "she wrote" not in str(why.value)
    assert rows(small, "intake") == before
