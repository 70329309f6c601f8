"""How is a school told where a request is and what we promised?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from contracts.intake import TimelineEntry
from contracts.sla import TargetView
from contracts.values import Level, Target, TargetState
from services.gateway.screens import portal_words as words
from tests.support.scenario import at

TEN = at("mon 10:00")


def target(which: Target, state: TargetState) -> TargetView:
    due = TEN if state is TargetState.RUNNING else None
    return TargetView(target=which, due_at=due, state=state, remaining=None)


def entry(
    kind: str, detail: str | None = None, internal: bool = False
) -> TimelineEntry:
    return TimelineEntry(
        kind=kind, at=TEN, actor="olu", detail=detail, internal=internal
    )


def said(
    one: TargetView, *timeline: TimelineEntry, done: bool = False
) -> list[tuple[str, bool]]:
    promises = words.promises([one], timeline, done=done)
    return [(promise.words, promise.late) for promise in promises]


def test_a_moment_is_told_with_its_day_as_london_has_it() -> None:
    assert words.moment_in_words(TEN) == "Monday 08/06/2026 at 10:00"
    winter = TEN + timedelta(days=183)
    assert words.moment_in_words(winter) == "Tuesday 08/12/2026 at 09:00"


def test_every_level_has_its_words() -> None:
    assert words.IMPACTS.keys() == words.URGENCIES.keys() == set(Level)


@pytest.mark.parametrize("which", list(Target))
def test_what_runs_is_promised_for_its_moment(which: Target) -> None:
    ((told, late),) = said(target(which, TargetState.RUNNING))
    assert told.endswith("by Monday 08/06/2026 at 10:00.")
    assert not late


@pytest.mark.parametrize("which", list(Target))
def test_what_was_missed_and_is_owed_is_regretted(which: Target) -> None:
    missed = entry("breached", which.value.replace("_", " "))
    ((told, late),) = said(target(which, TargetState.BREACHED), missed)
    assert "by Monday 08/06/2026 at 10:00" in told
    assert told.endswith("We are sorry.")
    assert late


def test_what_was_missed_and_made_good_is_said_to_have_been_late() -> None:
    answer = target(Target.RESPONSE, TargetState.BREACHED)
    missed = entry("breached", "response")
    ((told, late),) = said(answer, missed, entry("reply"))
    assert told.startswith("We answered later than we promised")
    assert late
    fix = target(Target.RESOLUTION, TargetState.BREACHED)
    ((told, _),) = said(fix, entry("breached", "resolution"), done=True)
    assert told.startswith("It was done later than we promised")
    update = target(Target.NEXT_UPDATE, TargetState.BREACHED)
    assert said(update, done=True) == []


def test_a_breach_that_nobody_has_recorded_yet_is_told_without_its_moment() -> None:
    ((told, _),) = said(target(Target.RESPONSE, TargetState.BREACHED))
    assert told == "We promised to answer by now and have not yet. We are sorry."


def test_a_requesters_own_words_are_no_answer_of_ours() -> None:
    answer = target(Target.RESPONSE, TargetState.BREACHED)
    ((told, _),) = said(answer, entry("requester_replied"))
    assert told.endswith("have not yet. We are sorry.")


def test_a_school_is_told_nothing_that_is_for_the_desk() -> None:
    told = words.told(
        [
            entry("opened"),
            entry("mail", "812 bytes"),
            entry("note", internal=True),
            entry("note"),
            entry("warned", "response"),
            entry("reply"),
        ]
    )
    assert [one.kind for one in told] == ["opened", "reply"]
