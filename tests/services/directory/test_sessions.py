"""How long does a session count? Told as given / when / then."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from contracts.refusals import NotFound
from contracts.sign_in import EndSession, SessionEnded, SessionStarted, StartSession
from services.directory.sessions import IDLE, LONGEST, SESSION, SLIDE, counts, slides
from tests.support.cast import ASHGROVE, PRIYA
from tests.support.scenario import Scenario, at

SESSION_ID = UUID("5e551000-0000-4000-8000-000000000001")
NOW = at("mon 09:00")
A_MOMENT = timedelta(microseconds=1)

session = Scenario(SESSION)

about = {
    "session_id": SESSION_ID,
    "person_id": PRIYA.person_id,
    "device": "Firefox on Linux",
    "digest": "5e" * 32,
    "ends_at": NOW + LONGEST,
}
start = StartSession(school_id=ASHGROVE, **about)  # type: ignore[arg-type]
started = SessionStarted(**about)  # type: ignore[arg-type]
end = EndSession(school_id=ASHGROVE, session_id=SESSION_ID)
ended = SessionEnded(session_id=SESSION_ID, person_id=PRIYA.person_id)


def test_a_session_starts_and_ends_once() -> None:
    given = session.given().when(start).then(started).when(end).then(ended)
    given.when(end).then_nothing()


def test_a_session_does_not_begin_again() -> None:
    session.given(started).when(start).then_refused("begun before")
    session.given(started, ended).when(start).then_refused("begun before")


def test_a_session_that_never_began_does_not_end() -> None:
    with pytest.raises(NotFound, match="no such session"):
        session.given().when(end)
    with pytest.raises(AssertionError, match="starts a session"):
        SESSION.evolve(SESSION.initial, ended)


def test_a_session_counts_until_nobody_used_it_for_too_long() -> None:
    ends_at = NOW + LONGEST
    assert counts(NOW, ends_at, NOW + IDLE - A_MOMENT)
    assert not counts(NOW, ends_at, NOW + IDLE)


def test_a_session_counts_no_longer_than_a_week_however_much_it_is_used() -> None:
    ends_at = NOW + LONGEST
    assert counts(ends_at - A_MOMENT, ends_at, ends_at - A_MOMENT)
    assert not counts(ends_at - A_MOMENT, ends_at, ends_at)


def test_a_use_is_written_down_once_a_minute() -> None:
    assert not slides(NOW, NOW + SLIDE - A_MOMENT)
    assert slides(NOW, NOW + SLIDE)
