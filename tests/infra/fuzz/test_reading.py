"""Is it noticed when a message takes more to read than its size explains?"""

from __future__ import annotations

from functools import partial

import pytest

from infra.fuzz import reading
from infra.fuzz.reading import HELD, HELD_A_BYTE, STEPS, TooMuch, calls_of, read
from services.intake.mail import Carried, files_in
from tests.services.intake.mail.samples import NAMES, message, sample

MANY_PARTS = message("Content-Type: multipart/mixed; boundary=b", "", *["--b"] * 5_000)


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_is_read_within_what_is_agreed(name: str) -> None:
    assert read(sample(name)) < STEPS


@pytest.mark.parametrize(
    "raw",
    [
        MANY_PARTS,
        message("Subject: " + "=?utf-8?q?a?= " * 4_000, "", ""),
        message("References: " + "<a@b> " * 10_000, "", ""),
        message("", "begin 644 a\n" * 5_000),
        message("Content-Type: text/html", "", "<b>" * 20_000),
        message("", "> " * 30_000),
        b"",
    ],
)
def test_what_is_made_to_be_expensive_is_read_within_what_is_agreed(raw: bytes) -> None:
    assert read(raw)


def test_a_reader_that_does_more_and_more_would_be_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The twin: each part reads all that follow once more."""

    def again_and_again(raw: bytes) -> list[Carried]:
        found = [files_in(raw[at:]) for at in range(0, len(raw), 3_000)]
        return found.pop()

    monkeypatch.setattr(reading, "files_in", again_and_again)
    with pytest.raises(TooMuch, match="calls"):
        read(MANY_PARTS * 8)


def test_a_reader_that_makes_much_of_little_would_be_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The twin."""
    page = "x" * (HELD + HELD_A_BYTE * 10_000)
    monkeypatch.setattr(reading, "page_of", lambda _: page)
    with pytest.raises(TooMuch, match="become"):
        read(sample("cast/plain.eml"))


def test_calls_are_counted_and_not_the_time() -> None:
    few, many = (calls_of(partial(_spell, number)) for number in (10, 1_000))
    assert many - few == 990


def _spell(numbers: int) -> None:
    for number in range(numbers):
        hex(number)
