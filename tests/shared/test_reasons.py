"""Is it told why an event could not be applied, and nothing that somebody wrote?"""

from __future__ import annotations

import json
from collections.abc import Callable

from contracts.codec import restore
from contracts.refusals import Refused, Unreadable
from shared.reasons import reason
from tests.support.sample_messages import BedWatered

HERE = "tests/shared/test_reasons.py:"


def raised(work: Callable[..., object], *arguments: object) -> Exception:
    try:
        work(*arguments)
    except Exception as error:
        return error
    raise AssertionError("nothing was raised")


def test_a_no_of_ours_is_told_in_its_own_words() -> None:
    assert reason(Refused("nothing grows there")) == "Refused: nothing grows there"
    unknown = Unreadable("unknown event 'garden.bed_sung_to'")
    assert reason(unknown) == "Unreadable: unknown event 'garden.bed_sung_to'"


def test_what_python_could_not_digest_is_not_quoted() -> None:
    told = reason(raised(int, "Priya"))
    assert told.startswith(f"ValueError at {HERE}")
    assert "Priya" not in told


def test_a_no_that_quotes_another_error_is_not_quoted_either() -> None:
    wrong = {"bed_id": "Priya's bed", "litres": 1}
    told = reason(raised(restore, BedWatered, wrong))
    assert told.startswith("Unreadable at contracts/")
    assert "Priya" not in told


def test_what_is_raised_far_from_us_is_placed_at_the_nearest_line_of_ours() -> None:
    told = reason(raised(json.loads, "{Priya"))
    assert told.startswith(f"JSONDecodeError at {HERE}")
    assert reason(KeyError("Priya")) == "KeyError at a place that is not ours"
