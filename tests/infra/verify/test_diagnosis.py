"""Is it told what is wrong with an event, as exactly as can be known?"""

from __future__ import annotations

import pytest

from tests.infra.verify.stories import found
from tests.infra.verify.vandals import Vandal
from tests.support.databases import Databases


@pytest.fixture
def alone(heard: Databases) -> Databases:
    """Databases of which audit has not kept a copy."""
    Vandal(heard, "audit").run("delete from story where {mine}")
    Vandal(heard, "audit").run("delete from checkpoints where {mine}")
    return heard


def test_what_stood_there_is_told_as_audit_heard_it(heard: Databases) -> None:
    vandal = Vandal(heard, "intake")
    was = vandal.row(2)["actor"]
    with vandal.altered(2, actor="somebody else"):
        assert found(heard) == {
            f"intake, position 2: actor is 'somebody else'; audit heard '{was}'"
        }


def test_moments_are_told_as_moments_and_bodies_by_their_first_other_byte(
    heard: Databases,
) -> None:
    vandal = Vandal(heard, "intake")
    row = vandal.row(2)
    at, body = row["happened_at"] + 1_000_000, row["body"]
    altered = body[:40] + b"!" + body[41:]
    with vandal.altered(2, happened_at=at, body=altered):
        assert found(heard) == {
            "intake, position 2: happened_at is 2026-06-08T08:00:01.000000Z;"
            " audit heard 2026-06-08T08:00:00.000000Z",
            f"intake, position 2: body is {altered[28:52]!r} at byte 40;"
            f" audit heard {body[28:52]!r} at byte 40",
        }


def test_a_value_that_no_column_holds_is_told_with_what_was_there(
    heard: Databases,
) -> None:
    vandal = Vandal(heard, "intake")
    was = vandal.row(2)["event_id"]
    for other in (was.upper(), "nobody", b"x" * 16):
        with vandal.altered(2, event_id=other):
            (one,) = found(heard)
        assert one.startswith("intake, position 2: event_id ")
        assert one.endswith(f"; audit heard '{was}'")


def test_text_that_is_not_text_any_more_is_told(heard: Databases) -> None:
    vandal = Vandal(heard, "intake")
    vandal.run(
        "update events set actor = cast(x'ff41' as text) where {mine} and position = 2"
    )
    (one,) = found(heard)
    assert one.startswith("intake, position 2: actor is not text; audit heard 'op")


def test_without_a_copy_a_hash_is_told_by_what_follows_it(alone: Databases) -> None:
    for position in (2, 3):
        with Vandal(alone, "intake").altered(position, hash=bytes(32)):
            assert f"intake, position {position}: hash is not the hash of what" in (
                " ".join(found(alone))
            )


def test_without_a_copy_a_link_is_told_by_what_it_leads_to(alone: Databases) -> None:
    with Vandal(alone, "intake").altered(2, previous_hash=bytes(32)):
        assert found(alone) == {
            "intake, position 2: previous_hash is not the hash of the event before it"
        }


def test_without_a_copy_content_is_told_by_its_hash(alone: Databases) -> None:
    with Vandal(alone, "intake").altered(2, actor="somebody else"):
        assert found(alone) == {
            "intake, position 2: is not what was recorded: it has another hash"
        }


def test_without_a_copy_an_event_put_in_anothers_place_does_not_follow(
    alone: Databases,
) -> None:
    vandal = Vandal(alone, "intake")
    kept = vandal.row(3)
    vandal.rewrite(2, actor="somebody else")
    forged = vandal.row(3)
    for column in ("previous_hash", "hash"):
        forged = vandal.write(forged, column, kept[column])
    vandal.run("update heads set hash = :hash where {mine}", hash=kept["hash"])
    assert found(alone) == {"intake, position 3: does not follow the event before it"}


def test_without_a_copy_a_value_that_no_column_holds_is_told(alone: Databases) -> None:
    with Vandal(alone, "intake").altered(2, happened_at=2**62):
        assert found(alone) == {"intake, position 2: happened_at is not a moment"}
