"""Does who tries again wait longer each time, up to a limit, and not in step?"""

from __future__ import annotations

import threading

from shared.backing_off import FIRST_SECONDS, MOST_SECONDS, BackOff


def pauses(number: int) -> list[float]:
    back_off = BackOff(threading.Event())
    return [back_off.next() for _ in range(number)]


def test_the_pauses_grow_and_end_at_the_longest() -> None:
    waited = pauses(20)
    assert FIRST_SECONDS / 2 <= waited[0] <= FIRST_SECONDS
    assert waited[0] < waited[2] < waited[4]
    assert all(MOST_SECONDS / 2 <= pause <= MOST_SECONDS for pause in waited[-10:])


def test_two_who_fail_together_do_not_come_back_together() -> None:
    assert pauses(8) != pauses(8)


def test_after_a_success_the_pauses_begin_short_again() -> None:
    back_off = BackOff(threading.Event())
    for _ in range(10):
        back_off.next()
    back_off.reset()
    assert back_off.next() <= FIRST_SECONDS


def test_nobody_waits_who_is_told_to_stop() -> None:
    stopping = threading.Event()
    stopping.set()
    back_off = BackOff(stopping)
    for _ in range(1_000):
        back_off.wait()
