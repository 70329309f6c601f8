"""How is it kept how long work took, and what does that come to?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5

import pytest

from contracts.intake import GetTicket
from contracts.refusals import Conflict, Forbidden, Invalid, NotFound, Refused
from contracts.ties import MergeTicket, UnmergeTicket
from contracts.time_spent import (
    Effort,
    EffortView,
    FindTime,
    GetEffort,
    TimeView,
    WorkKind,
)
from services.intake.effort.rows import time_spent
from tests.services.intake.effort.test_recording import correct, record
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, BEN, OTHER_TICKET, PRIYA, TICKET
from tests.support.rebuilding import spoil, switched
from tests.support.town import Town

drive = replace(
    record, time_id=uuid5(TICKET, "drive"), minutes=30, kind=WorkKind.TRAVEL
)


@pytest.fixture
def worked(known: Town) -> Town:
    """Somebody drove to Ashgrove on Monday, and worked there."""
    for command in (open_it, record, drive):
        known.execute(command)
    return known


def spent(town: Town, ticket_id: UUID = TICKET) -> TimeView:
    view: TimeView = town.ask(FindTime(ticket_id=ticket_id))
    return view


def effort(town: Town, month: str = "") -> EffortView:
    view: EffortView = town.ask(GetEffort(month=month))
    return view


def test_the_time_of_a_ticket_is_shown_with_who_took_it(worked: Town) -> None:
    view = spent(worked)
    assert (view.minutes, view.school_id) == (75, ASHGROVE)
    assert {one.minutes: one.kind for one in view.spent} == {
        45: WorkKind.ON_SITE,
        30: WorkKind.TRAVEL,
    }
    told = worked.ask(GetTicket(ticket_id=TICKET)).timeline[-1]
    assert (told.kind, told.internal) == ("time_spent", True)
    assert told.detail == "30 min on the way, 08/06/2026"


def test_what_is_corrected_counts_as_it_was_and_nothing_is_lost(worked: Town) -> None:
    worked.execute(correct)
    assert spent(worked).minutes == 45
    told = worked.ask(GetTicket(ticket_id=TICKET)).timeline[-1]
    assert told.detail == "15 min on site, 08/06/2026, not 45 min"
    [one] = [one for one in spent(worked).spent if one.corrected]
    assert (one.minutes, one.version) == (15, 2)
    with pytest.raises(Conflict):
        worked.execute(replace(correct, minutes=20))


def test_the_time_of_a_month_is_counted_by_school_and_kind(worked: Town) -> None:
    june = Effort(school_id=ASHGROVE, remote=0, on_site=45, travel=30, tickets=1)
    assert effort(worked) == EffortView(month="2026-06", effort=(june,))
    assert effort(worked, "2026-05").effort == ()
    worked.execute(replace(correct, on=date(2026, 5, 29)))
    [may] = effort(worked, "2026-05").effort
    assert (may.on_site, may.travel) == (15, 0)
    with pytest.raises(Invalid):
        effort(worked, "May")


def test_a_school_sees_what_its_month_comes_to_and_not_who_took_how_long(
    worked: Town,
) -> None:
    [mine] = worked.ask(GetEffort(), PRIYA.caller).effort
    assert (mine.school_id, mine.on_site) == (ASHGROVE, 45)
    assert worked.ask(GetEffort(), BEN.caller).effort == ()
    with pytest.raises(Forbidden):
        worked.ask(FindTime(ticket_id=TICKET), PRIYA.caller)
    kinds = {
        one.kind
        for one in worked.ask(GetTicket(ticket_id=TICKET), PRIYA.caller).timeline
    }
    assert "time_spent" not in kinds


def test_the_time_of_a_merged_ticket_is_the_survivors_until_it_is_undone(
    worked: Town,
) -> None:
    worked.execute(replace(open_it, ticket_id=OTHER_TICKET))
    whose: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": TICKET}
    worked.execute(MergeTicket(**whose, version=1, into_id=OTHER_TICKET))
    assert spent(worked, OTHER_TICKET).minutes == 75
    with pytest.raises(Refused, match="Record the time there"):
        worked.execute(replace(record, time_id=uuid5(TICKET, "more")))
    worked.execute(UnmergeTicket(**whose, version=2))
    assert spent(worked, OTHER_TICKET).minutes == 0
    assert spent(worked).minutes == 75


def test_there_is_no_time_of_no_ticket(known: Town) -> None:
    with pytest.raises(NotFound):
        known.execute(record)
    with pytest.raises(NotFound):
        spent(known)


def test_it_follows_from_the_log(worked: Town) -> None:
    worked.execute(correct)
    spoil(worked, "intake", time_spent, minutes=9)
    assert switched(worked, "intake").changed.keys() == {"time_spent"}
    assert spent(worked).minutes == 45
