"""Does a terminal say what of a ticket is due next, and of whatever presses more?"""

from __future__ import annotations

import pytest

from infra.command_line import next_due
from tests.infra.command_line.test_ticket_pages import from_here, piped


def test_a_breach_is_told_in_words_swept_or_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for state in ("breached", "running"):
        said = piped(capsys, due_at=from_here(hours=-2, minutes=-1), due_state=state)
        assert said["due"] == "breached 2 h ago"


@pytest.mark.parametrize(
    ("state", "told"), [("on_hold", "stands still"), ("resolved", "nothing due")]
)
def test_a_ticket_without_a_deadline_says_why(
    capsys: pytest.CaptureFixture[str], state: str, told: str
) -> None:
    said = piped(capsys, due_at=None, due_target=None, due_state=None, state=state)
    assert (said["due"], said["deadline"], said["target"]) == (told, "", "")


NOTHING_DUE: dict[str, object] = {
    "due_at": None,
    "due_target": None,
    "due_state": None,
    "state": "on_hold",
}


def owed(state: str, **length: float) -> dict[str, object]:
    name = "End a leaver's access"
    at = from_here(**length)
    return {"name": name, "due_at": at, "state": state, "met_at": None}


@pytest.mark.parametrize(
    ("state", "minutes", "told"),
    [
        ("missed", -121, "missed 2 h ago"),
        ("due_soon", -121, "missed 2 h ago"),
        ("due_soon", 300, "in 5 h"),
    ],
)
def test_the_access_of_a_leaver_is_told_on_hold_and_before_every_promise(
    capsys: pytest.CaptureFixture[str], state: str, minutes: float, told: str
) -> None:
    for promised in ({}, NOTHING_DUE):
        said = piped(capsys, obligation=owed(state, minutes=minutes), **promised)
        assert (said["due"], said["target"]) == (told, "End a leaver's access")
        assert said["deadline"]


@pytest.mark.parametrize("state", ["running", "met", "met_late"])
def test_what_does_not_press_is_not_told_before_a_promise(
    capsys: pytest.CaptureFixture[str], state: str
) -> None:
    said = piped(capsys, obligation=owed(state, days=9))
    assert (said["due"], said["target"]) == ("in 3 h 20 min", "First reply")
    said = piped(capsys, obligation=owed(state, days=9), **NOTHING_DUE)
    assert said["due"] == "stands still"


def test_without_what_presses_a_missed_leaver_on_hold_stands_still(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the ones above."""
    monkeypatch.setattr(next_due, "_PRESSES", ())
    said = piped(capsys, obligation=owed("missed", hours=-2), **NOTHING_DUE)
    assert said["due"] == "stands still"
