"""How are sessions read, and by whom?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from contracts.access import Caller, Role
from contracts.refusals import Forbidden
from contracts.sign_in import FindSessions
from tests.services.directory.office import Office, themself
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, PRIYA


def test_somebody_sees_where_they_are_signed_in(office: Office) -> None:
    first = office.sign_in()
    office.clock.advance(hours=1)
    second = office.sign_in(browser="(iPhone) Safari/1")
    found = office.sessions().sessions
    assert [one.session_id for one in found] == [second.session_id, first.session_id]
    assert [one.device for one in found] == ["Safari on iPhone", "Firefox on Linux"]
    assert found[1].started_at == office.clock.now - timedelta(hours=1)
    assert found[0].ends_at == second.ends_at


def test_a_session_that_counts_no_longer_is_not_shown(office: Office) -> None:
    office.sign_in()
    office.clock.advance(hours=12)
    assert office.sessions().sessions == ()


def test_nobody_sees_where_somebody_else_is_signed_in(office: Office) -> None:
    office.sign_in()
    colleague = Caller(actor="person:colleague", role=Role.STAFF, school=ASHGROVE)
    query = FindSessions(school_id=ASHGROVE, person_id=PRIYA.person_id)
    for caller in (colleague, themself(BEN, BECKFIELD)):
        with pytest.raises(Forbidden):
            office.town.ask(query, by=caller)


def test_at_the_wrong_school_there_is_nothing_to_see(office: Office) -> None:
    office.sign_in()
    head = Caller(actor="person:head", role=Role.HEAD, school=BECKFIELD)
    query = FindSessions(school_id=BECKFIELD, person_id=PRIYA.person_id)
    assert office.town.ask(query, by=head).sessions == ()
