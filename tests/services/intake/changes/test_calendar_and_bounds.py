"""Is all told of some days, and are days and moments asked for that there are?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from contracts.change_calendar import FindChanges
from contracts.refusals import Invalid
from contracts.values import TicketType
from services.intake.changes import calendar
from tests.services.intake.changes.plans import plan
from tests.services.intake.changes.test_rows_and_reading import JUNE, examine, found
from tests.services.intake.stories import open_it
from tests.support.cast import OTHER_TICKET, PRIYA, TICKET
from tests.support.scenario import at
from tests.support.town import Town


def test_what_has_to_be_moved_is_found_behind_what_has_not_and_a_cut_is_told(
    desk: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.execute(replace(open_it, ticket_id=OTHER_TICKET, type=TicketType.CHANGE))
    desk.execute(replace(plan, starts_at=at("mon 18:00"), ends_at=at("mon 20:00")))
    desk.execute(replace(plan, ticket_id=OTHER_TICKET))
    assert not found(desk).more
    examine(desk)
    monkeypatch.setattr(calendar, "MOST_CHANGES", 1)
    view = found(desk)
    assert [one.ticket_id for one in view.to_move] == [OTHER_TICKET]
    assert [one.ticket_id for one in view.changes] == [TICKET]
    assert view.more


def test_freezes_that_are_left_out_are_told(
    desk: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    examine(desk)
    monkeypatch.setattr(calendar, "MOST_FREEZES", 0)
    view = found(desk, PRIYA.caller)
    assert (view.freezes, view.more) == ((), True)


def test_days_are_asked_for_that_are_some(desk: Town) -> None:
    for wrong in (
        {"until_on": date(2026, 5, 1)},
        {"until_on": date(2028, 1, 1)},
        {"from_on": date.min, "until_on": date(1, 2, 1)},
        {"from_on": date(9999, 12, 1), "until_on": date.max},
    ):
        with pytest.raises(Invalid):
            desk.ask(FindChanges(**JUNE | wrong))


def test_a_change_is_not_planned_at_a_time_that_is_a_slip(desk: Town) -> None:
    moment = datetime(9999, 12, 31, 23, tzinfo=UTC)
    slips: tuple[dict[str, Any], ...] = (
        {"ends_at": moment},
        {"starts_at": datetime.min.replace(tzinfo=UTC)},
        {"starts_at": moment, "ends_at": moment + timedelta(minutes=30)},
    )
    for wrong in slips:
        with pytest.raises(Invalid, match="01/01/2000 to 31/12/2200"):
            desk.execute(replace(plan, **wrong))
