"""Are the steps of a ladder read as they are written on lines, and said in words?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from contracts.sla_promises import MOST_STEPS, EscalationStep
from contracts.values import Target
from services.gateway.screens.step_lines import steps_told, steps_typed, steps_written

LINES = [
    "resolution 75% first",
    "resolution 100% second",
    "next_update +0 lead",
    "response +1.5 lead",
]


def test_what_is_written_on_lines_is_read_back() -> None:
    steps = steps_typed(LINES, ())
    assert steps_written(steps) == LINES
    assert [one.role for one in steps[:3]] == [
        "first_on_call",
        "second_on_call",
        "duty_lead",
    ]
    assert steps[3].after_breach == timedelta(hours=1, minutes=30)


def test_each_step_is_said_in_words() -> None:
    assert [*steps_told(steps_typed(LINES, ()))] == [
        "the first on call of a resolution, at 75 % of its time",
        "the second on call of a resolution, as soon as it is missed",
        "the duty lead of a next update, as soon as it is missed",
        "the duty lead of a first reply, 1 h 30 min after it is missed",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "resolution",
        "resolution 75 lead",
        "resolution 75%",
        "closing 75% lead",
        "resolution 75% nobody",
        "resolution +x lead",
    ],
)
def test_what_is_no_step_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"\w|''"):
        steps_typed([line], ())


def test_more_steps_than_there_may_be_are_refused() -> None:
    assert len(steps_typed(LINES[:1] * MOST_STEPS, ())) == MOST_STEPS
    with pytest.raises(ValueError, match=str(MOST_STEPS + 1)):
        steps_typed(LINES[:1] * (MOST_STEPS + 1), ())


def test_a_role_that_stands_already_may_be_named() -> None:
    stand = EscalationStep(
        role="the caretaker", target=Target.RESPONSE, after_breach=timedelta(0)
    )
    [line] = steps_written([stand])
    assert steps_typed([line], [stand]) == (stand,)
    with pytest.raises(ValueError, match="the caretaker"):
        steps_typed([line], ())
