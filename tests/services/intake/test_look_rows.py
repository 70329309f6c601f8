"""Does intake know how a school calls itself, as directory last said?"""

from __future__ import annotations

from contracts.directory import AddSchool
from contracts.look import SetLook
from services.intake.look_rows import NAMELESS, Look, look_of
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, BECKFIELD, BECKFIELD_NAME
from tests.support.town import Town


def look(town: Town) -> Look:
    found: Look = town.applications["intake"].read(look_of, ASHGROVE, school=ASHGROVE)
    return found


def test_a_school_has_its_name_then_its_own_and_none_of_anothers(town: Town) -> None:
    assert look(town) == Look(NAMELESS, None)
    town.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME))
    town.execute(AddSchool(school_id=BECKFIELD, name=BECKFIELD_NAME))
    town.execute(SetLook(school_id=BECKFIELD, accent="#123456"))
    town.settle()
    assert look(town) == Look(ASHGROVE_NAME, None)
    theirs = SetLook(school_id=ASHGROVE, shown_name="Ashgrove", accent="#7a1f3d")
    town.execute(theirs)
    town.settle()
    assert look(town) == Look("Ashgrove", "#7a1f3d")
    town.execute(SetLook(school_id=ASHGROVE))
    town.settle()
    assert look(town) == Look(ASHGROVE_NAME, None)
