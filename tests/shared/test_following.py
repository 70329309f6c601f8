"""Is what follows told from what is known, what is missing, and what contradicts?"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.envelope import Recorded
from shared import following
from shared.chain import GENESIS
from shared.following import Checkpoint, Verdict, compare, follow
from tests.support.chains import chain, positions

LOG = chain(8)
FORK = chain(6, after=LOG[1], branch="other ")
"""Another future of the same log: it agrees up to position 2."""


def after(position: int, log: Sequence[Recorded] = LOG, epoch: int = 1) -> Checkpoint:
    hash_ = log[position - 1].hash if position else GENESIS
    return Checkpoint(position, hash_, epoch, "live")


def test_the_next_events_follow_in_order() -> None:
    assert follow(after(0), LOG) == (LOG, Verdict.FOLLOWS)
    assert follow(after(3), LOG[3:6]) == (LOG[3:6], Verdict.FOLLOWS)


def test_no_events_change_nothing() -> None:
    assert follow(after(3), []) == ([], Verdict.FOLLOWS)


@given(st.integers(0, 8), st.lists(st.sampled_from(LOG), max_size=20))
def test_whatever_comes_what_follows_is_taken_once_and_in_order(
    heard: int, brought: list[Recorded]
) -> None:
    fresh, verdict = follow(after(heard), brought)
    there = {event.position for event in brought}
    end = heard
    while end + 1 in there:
        end += 1
    assert fresh == LOG[heard:end]
    assert verdict is (Verdict.GAP if there and max(there) > end else Verdict.FOLLOWS)


@given(st.integers(3, 8), st.lists(st.sampled_from(FORK), min_size=1, max_size=9))
def test_events_of_another_future_are_never_taken(
    heard: int, brought: list[Recorded]
) -> None:
    fresh, verdict = follow(after(heard), brought)
    assert fresh == []
    there = positions(brought)
    if any(heard <= position <= heard + 1 for position in there):
        assert verdict is Verdict.FORK
    elif max(there) > heard:
        assert verdict is Verdict.GAP


def test_what_stands_where_we_are_with_another_hash_is_a_fork() -> None:
    assert follow(after(3), [FORK[0]]) == ([], Verdict.FORK)
    assert follow(after(3), [LOG[2]]) == ([], Verdict.FOLLOWS)


def test_what_follows_before_the_fork_is_taken() -> None:
    fresh, verdict = follow(after(1), [LOG[1], FORK[0], LOG[3]])
    assert (fresh, verdict) == ([LOG[1], FORK[0]], Verdict.FORK)


def test_an_event_whose_bytes_changed_on_the_way_is_a_fork() -> None:
    altered = chain(1, after=LOG[2], branch="x")[0]
    fresh, verdict = follow(after(2), [LOG[2], altered, LOG[4]])
    assert (positions(fresh), verdict) == ([3, 4], Verdict.FORK)


def test_what_was_sent_before_the_log_got_a_new_epoch_is_dropped() -> None:
    restarted = chain(3, after=LOG[1], branch="new ", epoch=2)
    here = after(5, [*LOG[:2], *restarted], epoch=2)
    assert follow(here, LOG[4:6]) == ([], Verdict.FOLLOWS)


def test_a_new_epoch_that_goes_on_from_here_follows() -> None:
    restarted = chain(3, after=LOG[1], branch="new ", epoch=2)
    assert follow(after(2), restarted) == (restarted, Verdict.FOLLOWS)


def test_a_new_epoch_that_went_back_behind_us_is_a_fork() -> None:
    restarted = chain(3, after=LOG[1], branch="new ", epoch=2)
    assert follow(after(3), restarted) == ([], Verdict.FORK)


@pytest.mark.parametrize(
    ("heard", "head", "verdict"),
    [
        (3, LOG[2], Verdict.FOLLOWS),
        (3, LOG[4], Verdict.GAP),
        (0, LOG[4], Verdict.GAP),
        (3, FORK[0], Verdict.FORK),
        (4, LOG[2], Verdict.FORK),
    ],
    ids=["the same", "further", "nothing heard", "another hash", "gone back"],
)
def test_a_head_is_compared_with_what_was_heard(
    heard: int, head: Recorded, verdict: Verdict
) -> None:
    assert compare(after(heard), head.position, head.hash, head.epoch) is verdict


def test_a_head_of_an_older_epoch_is_a_fork_however_far_it_is() -> None:
    here = after(3, epoch=2)
    assert compare(here, 8, LOG[7].hash, 1) is Verdict.FORK


def test_a_head_of_a_newer_epoch_is_compared_like_any_other() -> None:
    assert compare(after(3), 5, LOG[4].hash, 2) is Verdict.GAP
    assert compare(after(3), 3, LOG[2].hash, 2) is Verdict.FOLLOWS


def test_without_the_previous_hash_another_future_is_merged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert follow(after(3), FORK[1:]) == ([], Verdict.FORK)
    monkeypatch.setattr(following, "first_break", lambda *_: None)
    assert follow(after(3), FORK[1:]) == (FORK[1:], Verdict.FOLLOWS)
