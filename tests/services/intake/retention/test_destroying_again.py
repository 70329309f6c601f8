"""Does what was erased stay so where an older copy of the keys is put back?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from services.intake.retention.erasing import destroy_again
from services.intake.retention.rows import erased_lists
from services.intake.tables import files
from shared.keyring import Keyring, subject_keys
from tests.services.intake.retention.records import (
    YEARS,
    approve,
    end,
    erase,
    list_due,
    long_over,
)
from tests.support.cast import ASHGROVE
from tests.support.databases import behind
from tests.support.incoming import WITH_FILE, deliver
from tests.support.town import Town

CANARY = "It looks like this."


@contextmanager
def put_back(town: Town) -> Iterator[None]:
    """Have the keys be as they were before, as their database restored has them."""
    with behind(town.keys) as connection:
        before = [row._asdict() for row in connection.execute(subject_keys.select())]
    yield
    with behind(town.keys) as connection:
        connection.execute(subject_keys.delete())
        connection.execute(subject_keys.insert(), before)


@pytest.fixture
def restored(known: Town) -> Town:
    """What came by mail was erased, and its keys are back."""
    outcome = deliver(known, WITH_FILE)
    assert outcome.ticket_id is not None
    end(known, outcome.ticket_id)
    known.clock.advance(days=YEARS)
    with put_back(known):
        erase(known)
        assert CANARY not in repr(known.events("intake", ASHGROVE))
    return known


def test_keys_that_came_back_are_destroyed_again(
    restored: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake = restored.applications["intake"]
    before = len(restored.log("intake", ASHGROVE))
    # Without the sweep, the twin: all of it opens.
    assert CANARY in repr(restored.events("intake", ASHGROVE))
    destroy_again(intake)
    assert CANARY not in repr(restored.events("intake", ASHGROVE))
    [gone] = intake.read(erased_lists)
    assert intake.keyring.destroyed(ASHGROVE, gone.subjects) == {*gone.subjects}
    with restored.databases["intake"].reading(ASHGROVE) as connection:
        assert connection.execute(files.select()).all() == []
    assert len(restored.log("intake", ASHGROVE)) == before
    # What is destroyed is left alone.
    monkeypatch.setattr(Keyring, "destroy", None)
    destroy_again(intake)


def test_what_is_not_approved_keeps_its_keys(known: Town) -> None:
    long_over(known, description=CANARY)
    shown = list_due(known)
    destroy_again(known.applications["intake"])
    approve(known, shown)
    destroy_again(known.applications["intake"])
    assert CANARY in repr(known.events("intake", ASHGROVE))
