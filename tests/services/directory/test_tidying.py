"""Is what is kept for a while only thrown away, and nothing else?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from contracts.refusals import Refused
from services.directory.sessions import IDLE
from services.directory.tables import guesses, sessions
from services.directory.throttle import WINDOW
from services.directory.tidying import tidy
from tests.services.directory.office import OTHER_PASSWORD, Office
from tests.support.cast import BEN

A_MOMENT = timedelta(microseconds=1)


def counted(office: Office) -> tuple[int, int]:
    with office.town.databases["directory"].provider() as connection:
        kept = [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (guesses, sessions)
        ]
    return kept[0], kept[1]


def clear(office: Office) -> None:
    tidy(office.town.applications["directory"], office.clock.now)


def test_guesses_and_sessions_are_kept_as_long_as_they_count(office: Office) -> None:
    session = office.sign_in()
    with pytest.raises(Refused):
        office.sign_in(BEN.email, OTHER_PASSWORD)
    office.clock.advance(seconds=WINDOW.total_seconds())
    clear(office)
    assert counted(office) == (3, 1)
    office.clock.advance(seconds=1)
    clear(office)
    assert counted(office) == (0, 1)
    office.check(session)


def test_a_session_that_ran_out_is_thrown_away(office: Office) -> None:
    idle = office.sign_in()
    office.clock.advance(hours=1)
    used = office.sign_in()
    office.clock.set(office.clock.now - timedelta(hours=1) + IDLE + A_MOMENT)
    clear(office)
    assert [one.session_id for one in office.sessions().sessions] == [used.session_id]
    assert idle.session_id != used.session_id
    office.clock.advance(days=7)
    clear(office)
    assert counted(office)[1] == 0
