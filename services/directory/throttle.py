"""How many guesses at a password are allowed, and how long must one wait then?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

MOST = 10
WINDOW = timedelta(minutes=5)
"""Ten guesses in any five minutes, as the NCSC advises."""


def recent(guesses: Sequence[datetime], now: datetime) -> list[datetime]:
    """The guesses that still count."""
    return [guess for guess in guesses if now - guess < WINDOW]


def wait(guesses: Sequence[datetime], now: datetime) -> timedelta | None:
    """How long until another guess is allowed; None where it is now."""
    counted = sorted(recent(guesses, now))
    if len(counted) < MOST:
        return None
    return counted[-MOST] + WINDOW - now


def told(length: timedelta) -> str:
    """A wait in the words of a person, never shorter than it is."""
    seconds = seconds_of(length)
    if seconds <= 60:
        return "1 second" if seconds == 1 else f"{seconds} seconds"
    return f"{-(-seconds // 60)} minutes"


def seconds_of(length: timedelta) -> int:
    """Whole seconds, rounded up."""
    return -(-length // timedelta(seconds=1))
