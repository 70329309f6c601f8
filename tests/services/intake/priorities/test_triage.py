"""How soon is a ticket dealt with?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.values import Level, Priority
from tests.services.intake.stories import (
    held,
    opened,
    resolved,
    sorting,
    triage,
    triaged,
)

by_the_matrix = triage(impact=Level.HIGH, urgency=Level.MEDIUM)
raised = triaged(
    impact=Level.HIGH,
    urgency=Level.MEDIUM,
    derived=Priority.P2,
    priority=Priority.P2,
    reason=None,
)
overridden = triaged(
    impact=Level.MEDIUM,
    urgency=Level.MEDIUM,
    derived=Priority.P3,
    priority=Priority.P1,
    reason="Inspectors are in 4B today.",
)
override = triage(
    impact=Level.MEDIUM,
    urgency=Level.MEDIUM,
    priority=Priority.P1,
    reason="Inspectors are in 4B today.",
)


def test_triage_derives_the_priority() -> None:
    sorting.given(opened).when(by_the_matrix).then(raised)
    sorting.given(opened, held).when(by_the_matrix).then(raised)


def test_a_priority_that_is_the_derived_one_needs_no_reason() -> None:
    same = triage(impact=Level.HIGH, urgency=Level.MEDIUM, priority=Priority.P2)
    sorting.given(opened).when(same).then(raised)


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_another_priority_needs_a_reason(reason: str | None) -> None:
    unexplained = replace(override, reason=reason)
    sorting.given(opened).when(unexplained).then_refused(
        "Impact medium and urgency medium make it p3. Making it p1 needs a reason."
    )


def test_another_priority_with_a_reason_stands() -> None:
    sorting.given(opened).when(override).then(overridden)


def test_a_reason_is_kept_without_another_priority() -> None:
    explained = replace(by_the_matrix, reason=" The whole of year 4 uses it. ")
    sorting.given(opened).when(explained).then(
        replace(raised, reason="The whole of year 4 uses it.")
    )
    sorting.given(opened, raised).when(explained).then(
        replace(raised, reason="The whole of year 4 uses it.")
    )


def test_the_same_triage_again_changes_nothing() -> None:
    sorting.given(opened, raised).when(by_the_matrix).then_nothing()
    standing = replace(override, reason=None)
    sorting.given(opened, overridden).when(standing).then_nothing()
    as_it_came = triage(impact=Level.MEDIUM, urgency=Level.MEDIUM)
    sorting.given(opened).when(as_it_came).then_nothing()
    sorting.given(opened, resolved).when(as_it_came).then_nothing()


def test_an_override_ends_with_the_next_triage_without_one() -> None:
    sorting.given(opened, overridden).when(by_the_matrix).then(raised)


def test_an_override_needs_its_reason_again_under_another_impact() -> None:
    elsewhere = replace(override, impact=Level.LOW, reason=None)
    sorting.given(opened, overridden).when(elsewhere).then_refused("needs a reason")


def test_what_was_promised_is_not_changed_after_the_end() -> None:
    sorting.given(opened, resolved).when(by_the_matrix).then_refused("Reopen it")
