"""Can an operator have somebody called back at a terminal, and say what came of it?"""

from __future__ import annotations

from tests.infra.command_line.desks import Desk
from tests.support.scenario import at

ASKS = (
    *("tickets", "open", "--school", "ashgrove", "--subject", "Sound"),
    *("--requester-name", "Priya", "--requester-email", "priya@ashgrove.example"),
)


def test_somebody_is_called_back_in_vain_and_then_reached(desk: Desk) -> None:
    begins, ends = (at(f"tue {hour}:00").isoformat() for hour in (10, 11))
    wanted = ("--call-back", "020 7946 0000", "--call-from", begins)
    reference = desk.gets(*ASKS, *wanted, "--call-until", ends).strip()
    shown = desk.gets("tickets", "show", reference)
    assert "+442079460000" in shown
    assert "Callback" in shown
    desk.gets("tickets", "called", reference)
    told = desk.is_told("tickets", "called", reference, "--reached")
    assert "Say what was said." in told
    desk.gets("tickets", "called", reference, "Restart it.", "--reached")
    assert "tried 2 times" in desk.gets("tickets", "show", reference)


def test_a_call_that_is_asked_for_by_half_is_told(desk: Desk) -> None:
    told = desk.is_told(*ASKS, "--call-back", "020 7946 0000")
    assert told == "a call back takes a number, from when and until when"
