"""Is a promise of a service or of an inspection read as it is written on a line?"""

from __future__ import annotations

import pytest

from infra.command_line.options import Unclear
from infra.command_line.promise_kinds import beside, promise_of, services_of, written

P1, P2 = promise_of("P1 0.5 1 4"), promise_of("P2 1 - 4 always")


def test_a_line_takes_the_place_of_the_promise_of_its_priority() -> None:
    sooner = promise_of("P1 0.25 1 2")
    assert beside([P1, P2], [sooner]) == [sooner, P2]
    assert beside([P1], [P2]) == [P1, P2]


def test_what_a_line_does_not_say_of_a_service_stays_and_its_name_alone_ends_it() -> (
    None
):
    known = [{"service": "mis", "promises": [P1], "pausing": ["part"]}]
    assert services_of(known, ["mis P2 1 - 4 always"]) == [
        known[0] | {"promises": [P1, P2]}
    ]
    assert services_of(known, ["mis"]) == []
    assert services_of([], ["mis"]) == []


def test_a_promise_is_said_in_words() -> None:
    assert written(P2) == "P2: 1 h, not promised, 4 h, round the clock"


def test_a_service_without_its_times_is_no_promise() -> None:
    with pytest.raises(Unclear, match="is not a promise such as"):
        services_of([], ["mis P2 1"])
