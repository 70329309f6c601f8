"""Is what differs between two promises said in words, and nothing else?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from contracts.escalation import AlarmKind
from contracts.rota import OnCall
from contracts.sla_promises import EscalationStep, Promised, Reopening
from contracts.sla_signing import AgreementsView, AgreementVersion
from contracts.values import Target
from services.gateway.screens.promise_words import (
    STANDARD_LADDER,
    differences,
    ladder,
    versions,
)
from services.sla.ladder import STANDARD
from services.sla.standard import HOURS, PROMISED
from tests.support.cast import ASHGROVE

DAY = timedelta(days=1)
FIRST = AgreementVersion(
    agreement_version=1,
    effective_from=datetime(2026, 9, 1, tzinfo=UTC),
    promised=PROMISED,
    hours=HOURS,
    closed=(),
    opened=(),
)


def said(**changed: object) -> list[str]:
    """What differs where these parts of the standard promises are others."""
    new: Promised = replace(PROMISED, **changed)  # type: ignore[arg-type]
    return [*differences(PROMISED, new)]


def test_of_what_is_the_same_nothing_is_said() -> None:
    assert said() == []


def test_each_part_that_differs_has_its_line() -> None:
    first, *rest = PROMISED.promises
    p1 = replace(first, response=None, hours=HOURS)
    assert said(promises=(p1, *rest)) == [
        "P1 critical, first reply: not promised instead of 30 min",
        "P1 critical: hours of its own instead of the school's hours",
    ]
    assert said(warn_at_percents=(50, 75, 90)) == [
        "Warnings at 50 %, 75 % and 90 % instead of 75 %"
    ]
    assert said(reopening=Reopening.RESTART) == [
        "A ticket that is opened again: has all its time again"
    ]
    step = EscalationStep(role="duty_lead", target=Target.RESPONSE, at_percent=100)
    told = "the duty lead of a first reply, as soon as it is missed"
    assert said(escalation=(step,)) == [f"Who is told of a target: {told}"]
    assert ladder(replace(PROMISED, escalation=(step,))) == told
    covered = replace(PROMISED, exclusions=("Boilers",))
    assert said(exclusions=("Boilers",)) == ["No longer covered: Boilers"]
    assert [*differences(covered, PROMISED)] == ["Covered again: Boilers"]


def test_where_nothing_is_said_of_it_the_ladder_is_the_one_that_sla_follows() -> None:
    assert ladder(PROMISED) == STANDARD_LADDER
    assert {one.kind for one in STANDARD} == {AlarmKind.STEP}
    assert [(one.target, one.role, one.after) for one in STANDARD] == [
        (target, role.value, timedelta(hours=hours))
        for target in (Target.RESPONSE, Target.RESOLUTION)
        for role, hours in ((OnCall.FIRST, 0), (OnCall.LEAD, 1))
    ]


def test_a_version_tells_what_differs_from_the_one_before_it() -> None:
    days = tuple(date(2026, 12, 21) + number * DAY for number in range(8))
    second = replace(
        FIRST,
        agreement_version=2,
        hours=replace(HOURS, timezone="Europe/Dublin"),
        closed=days,
        opened=days[:1],
    )
    view = AgreementsView(
        school_id=ASHGROVE, in_force=1, versions=(second, FIRST), proposal=None
    )
    newest, oldest = versions(view)
    assert newest.differs == (
        "Other hours of the school",
        "Closed: 21/12/2026, 22/12/2026, 23/12/2026, 24/12/2026, 25/12/2026 and 3 more",
        "Not closed any more: 21/12/2026",
    )
    assert (newest.in_force, oldest.in_force, oldest.differs) == (False, True, ())


def test_a_priority_more_or_less_has_its_lines() -> None:
    fewer = replace(PROMISED, promises=PROMISED.promises[:3])
    assert [*differences(PROMISED, fewer)] == ["P4 low: nothing is promised any more"]
    assert [*differences(fewer, PROMISED)] == [
        "P4 low, first reply: 9 h instead of not promised",
        "P4 low, next update: 18 h instead of not promised",
        "P4 low, resolution: 45 h instead of not promised",
    ]
