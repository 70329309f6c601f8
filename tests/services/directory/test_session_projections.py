"""Do the rows of sessions follow the events?"""

from __future__ import annotations

from contracts.people import GetPerson
from contracts.sign_in import EndSession
from services.directory.session_queries import sessions_of
from tests.services.directory.office import Office, themself
from tests.support.cast import ASHGROVE, PRIYA


def test_a_session_is_a_row_until_it_ends(office: Office) -> None:
    def rows() -> list[object]:
        directory = office.town.applications["directory"]
        found = directory.read(sessions_of, ASHGROVE, PRIYA.person_id, school=ASHGROVE)
        return [row.session_id for row in found]

    session = office.sign_in()
    assert rows() == [session.session_id]
    end = EndSession(school_id=ASHGROVE, session_id=session.session_id)
    office.town.execute(end, by=themself())
    assert rows() == []


def test_when_somebody_signed_in_last_outlives_their_session(office: Office) -> None:
    def last() -> object:
        question = GetPerson(school_id=ASHGROVE, person_id=PRIYA.person_id)
        return office.town.ask(question).person.signed_in_at

    assert last() is None
    office.sign_in()
    office.town.clock.advance(days=1)
    session = office.sign_in()
    end = EndSession(school_id=ASHGROVE, session_id=session.session_id)
    office.town.execute(end, by=themself())
    assert last() == office.town.clock.now
