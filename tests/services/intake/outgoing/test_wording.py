"""Does a letter say in plain words what was promised?"""

from __future__ import annotations

import pytest

from contracts.outgoing import LetterKind
from services.intake.outgoing.wording import (
    LONGEST_QUOTE,
    moment,
    promises,
    quoted,
    subject,
)
from tests.support.scenario import at


def test_a_moment_is_said_as_the_clocks_in_london_have_it() -> None:
    assert moment(at("mon 13:00")) == "Monday 08/06/2026 at 13:00"


def test_each_promise_is_a_sentence_and_what_was_not_promised_is_not_said() -> None:
    assert promises(at("mon 13:00"), at("wed 17:00"), with_school=False) == [
        "We will answer by Monday 08/06/2026 at 13:00.",
        "It will be done by Wednesday 10/06/2026 at 17:00.",
    ]
    assert promises(None, None, with_school=False) == []
    [said] = promises(None, None, with_school=True)
    assert said.startswith("Your school's own team has it.")


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        (LetterKind.ACKNOWLEDGEMENT, "We have your request: "),
        (LetterKind.REPLY, "Re: "),
        (LetterKind.RESOLUTION, "Done: "),
    ],
)
def test_a_subject_says_what_has_become_of_what_and_is_one_line(
    kind: LetterKind, begins: str
) -> None:
    assert subject(kind, "The\r\nprojector", "[MPJT-7:x]") == (
        f"{begins}The projector [MPJT-7:x]"
    )


def test_what_somebody_wrote_at_length_is_quoted_in_part() -> None:
    assert quoted(" It is dark. ") == "It is dark."
    long = quoted("word " * 1_000)
    assert len(long) <= LONGEST_QUOTE + 2
    assert long.endswith("word …")
