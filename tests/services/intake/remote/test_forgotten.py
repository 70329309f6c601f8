"""Is a remote session that somebody forgot to end seen by the desk and Prometheus?"""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid5

import pytest
from sqlalchemy import func, select

from contracts.access import Caller, Role
from contracts.refusals import Forbidden
from contracts.remote import FindForgottenSessions, ForgottenSessionsView
from services.intake.remote import forgotten
from services.intake.remote.forgotten import MOST, count_forgotten
from services.intake.remote.tables import remote_sessions
from shared.metrics import SESSIONS_FORGOTTEN
from tests.services.intake.remote.test_rules_and_consent import close, open_it
from tests.services.intake.stories import open_it as open_ticket
from tests.support.cast import ASHGROVE, BEN, OLU, PRIYA
from tests.support.town import Town


@pytest.fixture
def opened(known: Town) -> Town:
    """A ticket of Priya's, and a session for it since nine."""
    known.execute(open_ticket)
    known.execute(open_it)
    return known


def found(town: Town) -> ForgottenSessionsView:
    view: ForgottenSessionsView = town.ask(FindForgottenSessions(), by=OLU.caller)
    return view


def counted(town: Town) -> float:
    count_forgotten(town.applications["intake"])
    return float(SESSIONS_FORGOTTEN._value.get())


def test_a_session_is_forgotten_after_four_hours_until_it_is_closed(
    opened: Town,
) -> None:
    opened.clock.advance(hours=4)
    assert (found(opened).in_all, counted(opened)) == (0, 0)
    opened.clock.advance(minutes=1)
    [one] = found(opened).sessions
    assert (one.device, one.reference, one.school_id) == (
        *(open_it.device, "MPJT-1"),
        ASHGROVE,
    )
    assert counted(opened) == 1
    opened.execute(close)
    assert (found(opened).in_all, counted(opened)) == (0, 0)


def test_the_longest_open_are_named_and_all_are_counted(opened: Town) -> None:
    for number in range(MOST):
        opened.clock.advance(minutes=1)
        other = uuid5(open_it.session_id, str(number))
        opened.execute(replace(open_it, session_id=other))
    opened.clock.advance(hours=5)
    view = found(opened)
    assert view.in_all == MOST + 1
    assert len(view.sessions) == MOST
    assert view.sessions[0].session_id == open_it.session_id
    assert counted(opened) == MOST + 1


def test_nobody_of_a_school_asks_over_all_of_them(opened: Town) -> None:
    head = Caller(actor="head:1", role=Role.HEAD, school=ASHGROVE)
    for caller in (PRIYA.caller, BEN.caller, head):
        with pytest.raises(Forbidden):
            opened.ask(FindForgottenSessions(), by=caller)


def test_without_asking_whether_it_is_open_a_closed_one_would_be_counted(
    opened: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the first."""
    opened.execute(close)
    opened.clock.advance(hours=5)
    assert counted(opened) == 0
    every = select(func.count()).select_from(remote_sessions)
    monkeypatch.setattr(forgotten, "_COUNT", every)
    assert counted(opened) == 1
