"""Is everybody asked who knows how far a log had come?"""

from __future__ import annotations

import pytest

from infra.verify.ends import Witness
from tests.infra.verify.stories import found
from tests.infra.verify.vandals import Vandal
from tests.support.databases import Databases

OURS = "update checkpoints set {change} where {mine} and source = 'intake'"


@pytest.mark.parametrize("witness", ["audit", "sla"])
def test_a_witness_that_says_another_thing_is_named(
    heard: Databases, witness: str
) -> None:
    vandal = Vandal(heard, witness)
    change = OURS.replace("{change}", "hash = :hash")
    vandal.run(change, hash=bytes(32))
    assert found(heard) == {f"intake: {witness} heard another event at position 3"}
    vandal.run(change, hash=b"")
    assert found(heard) == {
        f"intake: what {witness} heard is not readable: hash is not a hash"
    }


def test_a_witness_whose_position_is_none_is_named(heard: Databases) -> None:
    Vandal(heard, "sla").run(OURS.replace("{change}", "position = 'x'"))
    assert found(heard) == {
        "intake: what sla heard is not readable: position is not a whole number"
    }


def test_a_fork_that_a_service_found_is_told(heard: Databases) -> None:
    Vandal(heard, "sla").run(OURS.replace("{change}", "state = 'forked'"))
    assert found(heard) == {"intake: sla was shown another past after position 3"}


def test_what_the_broker_took_must_be_there(heard: Databases) -> None:
    Vandal(heard, "intake").run("update published set position = 9 where {mine}")
    assert found(heard) == {"intake: the broker knows position 9, and it ends at 3"}


def test_a_witness_at_the_beginning_must_know_the_hash_there() -> None:
    known = {0: bytes(32)}
    assert Witness("sla", 0, bytes(32)).objection(0, known) is None
    assert Witness("sla", 0, b"x" * 32).objection(0, known) is not None


def test_what_is_missing_in_the_log_is_not_held_against_it_twice() -> None:
    assert Witness("sla", 2, bytes(32)).objection(3, {0: bytes(32)}) is None
