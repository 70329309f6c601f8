"""How is the look of a school kept and read?"""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from contracts.look import GetLook, LookView, SetLook
from contracts.refusals import Conflict, Forbidden, NotFound
from tests.services.directory.office import Office, themself
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, BECKFIELD, BECKFIELD_NAME


def test_a_look_is_read_as_it_was_set_last(office: Office) -> None:
    def shown() -> LookView:
        found: LookView = office.town.ask(GetLook(school_id=ASHGROVE))
        return found

    plain = LookView(
        school_id=ASHGROVE,
        name=ASHGROVE_NAME,
        shown_name=None,
        accent=None,
        version=0,
    )
    assert shown() == plain
    for name, accent in (("Ash", "#7a1f3d"), ("Grove", None)):
        office.manage(SetLook(school_id=ASHGROVE, shown_name=name, accent=accent))
        assert (shown().name, shown().shown_name, shown().accent) == (
            name,
            name,
            accent,
        )
    office.manage(SetLook(school_id=ASHGROVE))
    assert shown() == replace(plain, version=3)


def test_who_looked_before_somebody_else_changed_it_overwrites_nothing(
    office: Office,
) -> None:
    seen = office.town.ask(GetLook(school_id=ASHGROVE)).version
    office.manage(SetLook(school_id=ASHGROVE, accent="#7a1f3d", version=seen))
    late = SetLook(school_id=ASHGROVE, accent="#14603f", version=seen)
    with pytest.raises(Conflict) as refusal:
        office.manage(late)
    assert refusal.value.version == 1
    assert office.town.ask(GetLook(school_id=ASHGROVE)).accent == "#7a1f3d"
    # The twin: who names no version is believed to have seen whatever there is.
    office.manage(replace(late, version=None))
    assert office.town.ask(GetLook(school_id=ASHGROVE)).accent == "#14603f"


def test_a_school_sees_its_own_look_and_no_other(office: Office) -> None:
    office.manage(SetLook(school_id=ASHGROVE, accent="#7a1f3d"))
    own = office.town.ask(GetLook(school_id=ASHGROVE), by=themself())
    assert own.accent == "#7a1f3d"
    with pytest.raises(Forbidden):
        office.town.ask(GetLook(school_id=BECKFIELD), by=themself())
    theirs = office.town.ask(GetLook(school_id=BECKFIELD))
    assert (theirs.name, theirs.accent) == (BECKFIELD_NAME, None)


def test_there_is_no_look_of_a_school_that_is_not_there(office: Office) -> None:
    nowhere = uuid4()
    with pytest.raises(NotFound):
        office.town.ask(GetLook(school_id=nowhere))
    with pytest.raises(NotFound):
        office.manage(SetLook(school_id=nowhere, shown_name="Nowhere"))


def test_nobody_of_a_school_sets_its_look(office: Office) -> None:
    with pytest.raises(Forbidden):
        office.town.execute(SetLook(school_id=ASHGROVE), by=themself())
