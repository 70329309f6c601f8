"""Is what is shown safe to show, and said as people say it?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from contracts.values import USUAL_PRIORITIES, Priority, Target
from infra.command_line.output import (
    clean,
    from_now,
    local,
    named,
    show_rows,
    spoken,
    to_the_second,
)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Projector – Year 4 é 漢 🐝", "Projector – Year 4 é 漢 🐝"),
        ("\x1b]0;pwned\x07\x1b[2J", "�]0;pwned��[2J"),
        ("moc.live\u202egpj", "moc.live�gpj"),
        ("a\r\nb\tc\u2028d\x0be", "a  b c d e"),
        ("\ud800\x00\x9b", "���"),
    ],
)
def test_nothing_that_somebody_wrote_commands_the_terminal(
    said: str, shown: str
) -> None:
    assert clean(said) == shown


def test_a_text_keeps_its_lines_and_nothing_else() -> None:
    assert clean("a\nb\rc\x1b", lines=True) == "a\nb c�"


def test_moments_are_told_as_the_united_kingdom_does() -> None:
    assert local("2026-11-23T09:05:59.900000Z") == "23/11/2026 09:05"
    assert local("2026-06-08T08:00:00.000000Z") == "08/06/2026 09:00"
    assert to_the_second("2026-06-08T08:00:07.900000Z") == "08/06/2026 09:00:07"


@pytest.mark.parametrize(
    ("length", "told"),
    [
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(minutes=1), "1 min"),
        (timedelta(hours=3, minutes=20), "3 h 20 min"),
        (timedelta(hours=8), "8 h"),
        (timedelta(hours=47, minutes=59), "47 h 59 min"),
        (timedelta(days=2), "2 days"),
        (timedelta(days=11, hours=23), "11 days"),
    ],
)
def test_lengths_are_told_as_people_say_them(length: timedelta, told: str) -> None:
    assert spoken(length) == told


def test_how_far_a_moment_is_says_on_which_side() -> None:
    assert from_now(NOON + timedelta(hours=1), NOON) == "in 1 h"
    assert from_now(NOON - timedelta(days=3), NOON) == "3 days ago"


@pytest.mark.parametrize(
    ("value", "called"),
    [
        ("p1", "P1 critical"),
        ("p4", "P4 low"),
        ("response", "First reply"),
        ("next_update", "Next update"),
        ("on_hold", "On hold"),
    ],
)
def test_values_are_called_what_people_call_them(value: str, called: str) -> None:
    assert named(value) == called


def test_every_priority_and_target_has_its_words() -> None:
    called = [named(priority.value) for priority in Priority]
    assert all(" " in one for one in called[: len(USUAL_PRIORITIES)])
    assert called[-1] == "P9"
    assert len({*called}) == len(Priority)
    assert len({named(target.value) for target in Target}) == len(Target)


def test_a_pipe_gets_a_line_for_each_row_and_tabs_between(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show_rows(("one", "two"), [("a\tb", "c\nd"), ("[red]e", "x" * 500)])
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["one\ttwo", "a b\tc d", f"[red]e\t{'x' * 500}"]
