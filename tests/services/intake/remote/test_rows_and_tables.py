"""How are remote sessions kept and read, and for which tickets may there be one?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid5

import pytest

from contracts.access import Caller, Role
from contracts.intake import GetTicket
from contracts.refusals import Forbidden, NotFound, Refused
from contracts.remote import EndStandingConsent, FindRemoteSessions
from services.intake.remote.tables import remote_sessions
from tests.services.intake.remote.test_rules_and_consent import (
    act,
    alone,
    close,
    give,
    open_it,
)
from tests.services.intake.stories import open_it as open_ticket
from tests.support.cast import ASHGROVE, BECKFIELD, OTHER_TICKET, TICKET
from tests.support.rebuilding import compared, spoil, switched
from tests.support.town import Town

HEAD = Caller(actor="person:head", role=Role.HEAD, school=ASHGROVE)
STAFF = Caller(actor="person:staff", role=Role.STAFF, school=ASHGROVE)
OTHERS = Caller(actor="person:other", role=Role.HEAD, school=BECKFIELD)


@pytest.fixture
def opened(known: Town) -> Town:
    """A ticket of Priya's, and a session for it."""
    known.execute(open_ticket)
    known.execute(open_it)
    return known


def sessions(town: Town, by: Caller = HEAD, **asked: Any) -> Any:
    return town.ask(FindRemoteSessions(school_id=ASHGROVE, **asked), by).sessions


def test_a_school_sees_who_was_there_why_and_what_was_done(opened: Town) -> None:
    opened.execute(act)
    opened.execute(close)
    [one] = sessions(opened)
    assert (one.purpose, one.device, one.reference) == (
        *(open_it.purpose, open_it.device),
        "MPJT-1",
    )
    assert [done.what for done in one.actions] == ["A new driver."]
    assert one.closed_at is not None
    assert sessions(opened, STAFF, ticket_id=TICKET) == (one,)
    assert sessions(opened, ticket_id=OTHER_TICKET) == ()


def test_the_ticket_tells_of_its_sessions(opened: Town) -> None:
    opened.execute(close)
    kinds = [one.kind for one in opened.ask(GetTicket(ticket_id=TICKET)).timeline]
    assert kinds[-2:] == ["remote_opened", "remote_closed"]


def test_a_session_that_is_open_too_long_is_told(opened: Town) -> None:
    opened.clock.advance(hours=4)
    assert not sessions(opened)[0].overdue
    opened.clock.advance(minutes=1)
    assert sessions(opened)[0].overdue
    opened.execute(close)
    assert not sessions(opened)[0].overdue


def test_there_is_no_session_without_its_ticket(known: Town) -> None:
    with pytest.raises(NotFound):
        known.execute(open_it)


def test_consent_is_the_schools_to_give_and_ends(known: Town) -> None:
    known.execute(open_ticket)
    with pytest.raises(Forbidden):
        known.execute(give)
    with pytest.raises(Forbidden):
        known.execute(give, STAFF)
    known.execute(give, HEAD)
    known.execute(alone)
    assert sessions(known)[0].unattended
    view = known.ask(FindRemoteSessions(school_id=ASHGROVE), STAFF)
    assert (view.consent.given_by, view.consent.until_on) == (
        HEAD.actor,
        give.until_on,
    )
    known.execute(EndStandingConsent(school_id=ASHGROVE), HEAD)
    with pytest.raises(Refused):
        known.execute(replace(alone, session_id=uuid5(TICKET, "another")))


def test_a_consent_that_ran_out_is_none(known: Town) -> None:
    known.execute(open_ticket)
    known.execute(give, HEAD)
    known.clock.advance(days=60)
    with pytest.raises(Refused):
        known.execute(alone)


def test_another_school_sees_nothing_of_it(opened: Town) -> None:
    with pytest.raises(Forbidden):
        sessions(opened, OTHERS)


def test_a_rebuild_finds_them_as_they_are(opened: Town) -> None:
    opened.execute(act)
    opened.execute(give, HEAD)
    assert compared(opened, "intake").tables == set()
    spoil(opened, "intake", remote_sessions, purpose="")
    switched(opened, "intake")
    assert sessions(opened)[0].purpose == open_it.purpose
