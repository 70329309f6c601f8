"""What does reading a message cost, and does it end as it should, whatever is in it?"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from contracts.intake import LONGEST_TEXT
from contracts.mail import LARGEST_MESSAGE
from services.intake.mail import NotAMessage, files_in, fold, page_of, read_message
from services.intake.mail.attachments import MOST_FILES

STEPS = 30_000
STEPS_A_BYTE = 60
"""Calls that reading takes at most, of Python's and of its libraries' functions."""

HELD = 100_000
HELD_A_BYTE = 40
"""Bytes that what was read may have, of pages and files and text."""


class TooMuch(Exception):
    """A message takes more to read, or makes more of itself, than its size explains."""


def read(raw: bytes) -> int:
    """Read a message in every way that we do; TooMuch, or the calls that it took."""
    held = 0

    def all_of_it() -> None:
        nonlocal held
        held = _read(raw)

    steps = calls_of(all_of_it)
    if steps > STEPS + STEPS_A_BYTE * len(raw):
        raise TooMuch(f"{len(raw):,} bytes take {steps:,} calls")
    if held > HELD + HELD_A_BYTE * len(raw):
        raise TooMuch(f"{len(raw):,} bytes become {held:,}")
    return steps


def calls_of(act: Callable[[], None]) -> int:
    """How many functions are called in doing something."""
    calls = 0

    def count(_frame: Any, what: str, _argument: Any) -> None:
        nonlocal calls
        if what in {"call", "c_call"}:
            calls += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(before)
    return calls


def _read(raw: bytes) -> int:
    """What the platform does with a message; how large is what it is left with."""
    text = ""
    with suppress(NotAMessage):
        text = read_message(raw).text
        fold(text)
    files = files_in(raw)
    page = page_of(raw) or ""
    if len(text) > LONGEST_TEXT or len(files) > MOST_FILES:
        raise TooMuch("more is kept of a message than is agreed")
    sizes = sum(len(one.content) for one in files)
    if sizes > LARGEST_MESSAGE:
        raise TooMuch("its files are larger than a message may be")
    return len(text) + len(page) + sizes
