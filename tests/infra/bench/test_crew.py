"""Do writers share out the schools, and does a crew write what it is told?"""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from infra.bench.crew import crew, shared_out

SCHOOLS = [UUID(int=number) for number in range(4)]


@pytest.mark.parametrize(
    ("writers", "each"),
    [
        (1, [[0, 1, 2, 3]]),
        (2, [[0, 2], [1, 3]]),
        (4, [[0], [1], [2], [3]]),
        (6, [[0], [1], [2], [3], [0], [1]]),
    ],
)
def test_a_writer_has_schools_of_its_own_as_far_as_there_are_any(
    writers: int, each: list[list[int]]
) -> None:
    expected = [[SCHOOLS[number] for number in some] for some in each]
    assert shared_out(SCHOOLS, writers) == expected


def test_the_package_beside_us_writes_when_it_is_told() -> None:
    with crew(
        "infra.bench.peer_writer", PERSISTENCE_MODULE="eventsourcing.popo"
    ) as others:
        one, batches = (others.side([uuid4()], 2, events) for events in (1, 10))
        assert one(0.001) > 0
        assert batches(0.001) > 0
