"""How are the standard changes of a school kept and read?"""

from __future__ import annotations

import pytest

from contracts.access import Caller
from contracts.refusals import Conflict, Forbidden
from contracts.standard_changes import GetStandardChanges, StandardChangesView
from services.intake.changes.tables import standard_changes
from tests.services.intake.changes.conftest import HEAD
from tests.services.intake.changes.test_standard import approve, set_them
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, OLU, PRIYA
from tests.support.rebuilding import spoil, switched
from tests.support.scenario import at
from tests.support.town import Town


def shown(town: Town, by: Caller = PRIYA.caller) -> StandardChangesView:
    view: StandardChangesView = town.ask(GetStandardChanges(school_id=ASHGROVE), by)
    return view


def test_the_list_is_read_with_what_is_approved_of_it(known: Town) -> None:
    assert shown(known).version == 0
    known.execute(set_them)
    view = shown(known)
    assert (view.changes, view.approved, view.version) == (set_them.changes, (), 1)
    known.execute(approve, HEAD)
    view = shown(known)
    assert (view.approved, view.approver, view.approved_at) == (
        ("switch",),
        "Priya",
        at("mon 09:00"),
    )
    with pytest.raises(Conflict):
        known.execute(approve, HEAD)
    for caller in (OLU.caller, PRIYA.caller):
        with pytest.raises(Forbidden):
            known.execute(approve, caller)
    with pytest.raises(Forbidden):
        known.ask(GetStandardChanges(school_id=ASHGROVE), BEN.caller)
    assert known.ask(GetStandardChanges(school_id=BECKFIELD)).changes == ()


def test_the_list_follows_from_the_log(known: Town) -> None:
    known.execute(set_them)
    known.execute(approve, HEAD)
    before = shown(known)
    spoil(known, "intake", standard_changes, approver="Nobody")
    assert switched(known, "intake", ASHGROVE).changed == {"standard_changes": 1}
    assert shown(known) == before
