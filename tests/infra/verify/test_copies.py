"""Are audit's copies checked too, and told from the log they were made of?"""

from __future__ import annotations

from infra.verify.values import COLUMNS
from tests.infra.verify.stories import found, verify
from tests.infra.verify.vandals import Vandal, one_byte_off
from tests.support.databases import Databases


def test_an_altered_copy_is_found_and_named(heard: Databases) -> None:
    for column in set(COLUMNS) - {"school", "position"}:
        vandal = Vandal(heard, "audit", copies="intake")
        new = one_byte_off(column, vandal.row(2)[column], 7, 5)
        with vandal.altered(2, **{column: new}):
            (only,) = verify(heard).findings
        assert only.log == "audit's copy of intake"
        assert (only.position, only.column) == (2, column)


def test_a_missing_copy_is_named(heard: Databases) -> None:
    vandal = Vandal(heard, "audit")
    vandal.run("delete from story where {mine} and service = 'intake' and position = 2")
    assert found(heard) == {"audit's copy of intake, position 2: is missing"}


def test_a_copy_that_is_not_made_yet_is_not_missed(heard: Databases) -> None:
    vandal = Vandal(heard, "audit")
    vandal.run("delete from story where {mine} and service = 'intake' and position = 3")
    vandal.run(
        "update checkpoints set position = 2, hash = (select hash from story"
        " where {mine} and service = 'intake' and position = 2)"
        " where {mine} and source = 'intake'"
    )
    assert found(heard) == set()


def test_where_log_and_copy_are_broken_neither_is_believed(heard: Databases) -> None:
    with (
        Vandal(heard, "intake").altered(2, actor="one"),
        Vandal(heard, "audit", copies="intake").altered(2, actor="two"),
    ):
        assert found(heard) == {
            "intake, position 2: is not what was recorded: it has another hash",
            "audit's copy of intake, position 2: actor is 'two';"
            " the log, which is broken too, has 'one'",
        }


def test_of_a_log_written_anew_only_what_was_changed_is_told(heard: Databases) -> None:
    vandal = Vandal(heard, "intake")
    vandal.rewrite(1, actor="somebody else")
    told = {one.partition(" is ")[0] for one in found(heard) if "position 3" not in one}
    assert told == {"intake, position 1: actor", "intake, position 1: hash"}


def test_copies_that_cannot_be_read_are_told_for_every_log(heard: Databases) -> None:
    Vandal(heard, "audit").run("drop table story")
    assert found(heard) == {
        f"audit's copy of {service}: is not readable: no such table: story"
        for service in ("audit", "directory", "intake", "sla")
    }
