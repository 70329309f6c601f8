"""How is it said when somebody is called back, and what came of it?"""

from __future__ import annotations

from datetime import datetime

from contracts.callbacks import CallbackShown
from services.gateway.screens.closed_days import said
from services.gateway.screens.words import LONDON, Chip, moment


def told(callback: CallbackShown) -> str:
    """When somebody is called back, or was, for them and for the desk."""
    if callback.reached_at is not None:
        return f"Called back on {moment(callback.reached_at)}."
    words = f"To be called back on {stretch(callback.from_at, callback.until_at)}."
    if callback.tried_at is None:
        return words
    times = "once" if callback.tries == 1 else f"{callback.tries} times"
    return f"{words} Tried {times}, last on {moment(callback.tried_at)}."


def chip_of(callback: CallbackShown, now: datetime) -> Chip | None:
    """How a call stands in the queue; None once they were reached."""
    if callback.reached_at is not None:
        return None
    number = f" {callback.number}" if callback.number else ""
    tried = f", tried {callback.tries}" if callback.tries else ""
    begins, ends = callback.from_at, callback.until_at
    if ends <= now:
        words = f"Call{number}: wanted by {moment(ends)}{tried}"
        return Chip("late", "!", words, begins)
    tone, mark = ("soon", "◔") if begins <= now else ("good", "◷")
    until = f"{ends.astimezone(LONDON):%H:%M}"
    words = f"Call{number}: {moment(begins)} to {until}{tried}"
    return Chip(tone, mark, words, begins)


def stretch(begins: datetime, ends: datetime) -> str:
    """`Monday 08/06/2026, 09:00 to 11:00`, as the clocks in London have it."""
    first, last = begins.astimezone(LONDON), ends.astimezone(LONDON)
    return f"{said(first.date())}, {first:%H:%M} to {last:%H:%M}"
