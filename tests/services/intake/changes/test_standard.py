"""Which changes are standard at a school, and does the school approve of them?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contracts.refusals import Invalid
from contracts.standard_changes import (
    ApproveStandardChanges,
    SetStandardChanges,
    StandardChange,
    StandardChangesApproved,
    StandardChangesSet,
)
from contracts.values import PROVIDER
from services.intake.changes.standard import STANDARD_CHANGES
from tests.support.cast import ASHGROVE, PRIYA
from tests.support.scenario import Scenario

SWITCH = StandardChange(
    name="switch",
    title="A switch is replaced",
    plan="Take the old one out, put the new one in.",
    back_out="Put the old one in again.",
    test="Every room reaches the server.",
)
RESTART = replace(SWITCH, name="restart", title="The server restarts")
who: dict[str, Any] = {"approver_id": PRIYA.person_id, "approver": "Priya"}
set_them = SetStandardChanges(school_id=ASHGROVE, changes=(SWITCH, RESTART))
they_are_set = StandardChangesSet(changes=(SWITCH, RESTART), approved=())
approve = ApproveStandardChanges(
    school_id=ASHGROVE, version=1, names=("switch",), **who
)
approved = StandardChangesApproved(names=("switch",), **who)
standard = Scenario(STANDARD_CHANGES)


def test_they_are_set_and_count_once_the_school_has_approved_them() -> None:
    story = standard.given().when(set_them).then(they_are_set)
    story.when(set_them).then_nothing()
    after = story.when(approve).then(approved)
    after.when(approve).then_nothing()
    none = replace(approve, names=())
    after.when(none).then(replace(approved, names=()))


def test_what_is_another_than_was_approved_has_to_be_approved_again() -> None:
    given = standard.given(they_are_set, replace(approved, names=("switch", "restart")))
    quicker = replace(SWITCH, test="None.")
    [event] = given.when(replace(set_them, changes=(quicker, RESTART))).events
    assert event == StandardChangesSet(
        changes=(quicker, RESTART), approved=("restart",)
    )


def test_the_list_is_one_that_can_be_gone_by() -> None:
    for wrong, fields in (
        ((SWITCH, SWITCH), {"changes.1.name"}),
        ((replace(SWITCH, back_out=" "),), {"changes.0.back_out"}),
    ):
        with pytest.raises(Invalid) as refusal:
            standard.given().when(replace(set_them, changes=wrong))
        assert {*refusal.value.errors} == fields


def test_only_what_is_on_the_list_is_approved() -> None:
    with pytest.raises(Invalid) as refusal:
        standard.given(they_are_set).when(replace(approve, names=("kiln",)))
    assert {*refusal.value.errors} == {"names"}


def test_the_msp_approves_nothing_for_all_schools() -> None:
    for command in (set_them, approve):
        elsewhere = replace(command, school_id=PROVIDER)
        standard.given().when(elsewhere).then_refused("a school's")
