"""Is what Outlook wrapped up had, and is nothing that it claims taken at its word?"""

from __future__ import annotations

from functools import partial
from struct import pack

import pytest

from infra.fuzz.reading import calls_of
from services.intake.mail import tnef
from services.intake.mail.tnef import MOST_STEPS, Wrapped, unwrap
from tests.services.intake.mail.test_attachments import tnef as published

HEAD = pack("<IH", 0x223E9F78, 1)
BEGINS = (0x9002, b"")
HUGE = 2**32 - 1


def made(*attributes: tuple[int, bytes]) -> bytes:
    """A TNEF of these attributes, each with what it holds."""
    parts = [
        pack("<BHHI", 2, name, 0, len(data)) + data + pack("<H", 0)
        for name, data in attributes
    ]
    return HEAD + b"".join(parts)


def properties(*each: bytes, count: int | None = None) -> tuple[int, bytes]:
    return 0x9005, pack("<I", len(each) if count is None else count) + b"".join(each)


def text(which: int, said: str, kind: int = 0x1F) -> bytes:
    written = said.encode("utf-16-le" if kind == 0x1F else "cp1252")
    filled = written + bytes(-len(written) % 4)
    return pack("<HHII", kind, which, 1, len(written)) + filled


def test_what_exchange_made_is_had_by_its_name() -> None:
    [found] = unwrap(published("unicode-mapi-attr"), 50)
    assert (found.name, len(found.content)) == ("example.dat", 1_024)
    assert unwrap(published("body"), 50) == []


def test_files_are_had_in_their_order_by_their_longest_name() -> None:
    content = made(
        BEGINS,
        (0x8010, b"PLAN~1.PDF\0"),
        (0x800F, b"a plan"),
        properties(text(0x3704, "plan.pdf"), text(0x3707, "The café's plan.pdf\0")),
        BEGINS,
        (0x9007, pack("<II", 1251, 0)),
        (0x8010, "план.txt".encode("cp1251")),
        (0x800F, b"another"),
    )
    assert unwrap(content, 50) == [
        Wrapped("The café's plan.pdf", b"a plan"),
        Wrapped("план.txt", b"another"),
    ]
    assert len(unwrap(content, 1)) == 1


def test_what_stands_before_a_name_is_passed_whatever_its_kind() -> None:
    named = pack("<HH16sII", 0x03, 0x8001, bytes(16), 0, 7) + bytes(4)
    by_text = pack("<HH16sII", 0x40, 0x8002, bytes(16), 1, 2) + bytes(4) + bytes(8)
    several = pack("<HHI", 0x1002, 0x1234, 3) + bytes(8)
    words = pack("<HHI", 0x101E, 0x1235, 2) + pack("<I", 4) * 2 * 2
    short = pack("<HH", 0x0B, 0x7FFF) + bytes(4)
    each = (named, by_text, several, words, short, text(0x3707, "a.txt", 0x1E))
    assert unwrap(made(BEGINS, properties(*each)), 50) == [Wrapped("a.txt", b"")]


def test_a_message_within_is_had_without_what_says_that_it_is_one() -> None:
    said = bytes.fromhex("0703020000000000c000000000000046") + HEAD
    inner = pack("<HHII", 0x0D, 0x3701, 1, len(said)) + said + bytes(2)
    assert unwrap(made(BEGINS, properties(inner)), 50) == [Wrapped("", HEAD)]


@pytest.mark.parametrize("end", range(0, 90, 3))
def test_what_is_cut_off_is_had_as_far_as_it_goes(end: int) -> None:
    whole = made(BEGINS, (0x8010, b"a.txt\0"), properties(text(0x3704, "b.txt")))
    assert len(unwrap(whole[:end], 50)) <= 1


@pytest.mark.parametrize("content", [b"", b"winmail", bytes(100), HEAD])
def test_what_is_no_tnef_has_no_files(content: bytes) -> None:
    assert unwrap(content, 50) == []


@pytest.mark.parametrize(
    "content",
    [
        made(BEGINS, properties(count=HUGE)),
        made(BEGINS, properties(pack("<HHI", 0x1F, 0x3707, HUGE))),
        made(BEGINS, properties(pack("<HHI", 0x1002, 0x3707, HUGE))),
        made(BEGINS, properties(*[bytes(8)] * 200_000, count=HUGE)),
        HEAD + bytes(1_500_000),
        made(*[BEGINS] * 100_000),
        HEAD + pack("<BHHI", 2, 0x9002, 0, HUGE),
    ],
)
def test_what_it_claims_costs_no_more_than_what_is_looked_at(content: bytes) -> None:
    assert calls_of(partial(_unwrap, content)) < MOST_STEPS * 10


def test_without_an_end_of_its_steps_it_would_cost_more_and_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The twin."""
    monkeypatch.setattr(tnef, "MOST_STEPS", HUGE)
    assert calls_of(partial(_unwrap, HEAD + bytes(400_000))) > MOST_STEPS * 10


def _unwrap(content: bytes) -> None:
    unwrap(content, 50)
