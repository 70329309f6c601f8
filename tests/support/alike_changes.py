"""What is changed at two schools that are alike in every id?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from contracts import approvals, change_calendar, changes, intake, standard_changes
from contracts.values import Channel, Level, TicketType
from services.intake.changes.freezes import Span
from tests.support.cast import TICKET
from tests.support.scenario import at

CHANGED, LEFT = uuid5(TICKET, "changed"), uuid5(TICKET, "left as it was")
_TUESDAY = at("tue 18:00")
_DAYS = Span(_TUESDAY.date() - timedelta(days=9), _TUESDAY.date() + timedelta(days=99))
_UNTIL_OCTOBER = Span(_DAYS.first, date(2026, 10, 31))
"""With the day on which each school is inspected, by a name of its own."""

QUERIES: dict[type, Callable[[UUID], Any]] = {
    change_calendar.FindChanges: lambda s: change_calendar.FindChanges(
        school_id=s, from_on=_DAYS.first, until_on=_DAYS.last
    ),
    change_calendar.ForecastTickets: lambda s: change_calendar.ForecastTickets(
        school_id=s, from_on=_DAYS.first, weeks=20
    ),
    change_calendar.GetChange: lambda s: change_calendar.GetChange(
        ticket_id=CHANGED, school_id=s
    ),
    standard_changes.GetStandardChanges: lambda s: standard_changes.GetStandardChanges(
        school_id=s
    ),
}
READERS: dict[str, Callable[[UUID], tuple[Any, ...]]] = {
    "intake.changes.forecast.forecast_tickets": lambda s: (
        QUERIES[change_calendar.ForecastTickets](s),
    ),
    "intake.changes.freeze_rows.freezes_of": lambda s: (s, _UNTIL_OCTOBER),
    "intake.changes.freeze_rows.freezes_of_all": lambda s: ({s}, _UNTIL_OCTOBER),
    "intake.changes.calendar.find_changes": lambda s: (
        QUERIES[change_calendar.FindChanges](s),
    ),
    "intake.changes.reading.get_change": lambda s: (
        QUERIES[change_calendar.GetChange](s),
    ),
    "intake.changes.reading.these_changes": lambda s: ([(s, CHANGED)], _TUESDAY),
    "intake.changes.rows.allowances_of": lambda s: ([(s, CHANGED)],),
    "intake.changes.rows.standing_of": lambda s: (s, CHANGED),
    "intake.changes.rows.texts_of": lambda s: (s, CHANGED),
    "intake.changes.standard_rows.approved_of": lambda s: (s,),
    "intake.changes.standard_rows.get_standard_changes": lambda s: (
        QUERIES[standard_changes.GetStandardChanges](s),
    ),
}
"""What each function that reads of it is given."""


def changes_of(school: UUID, word: str, requester: intake.Requester) -> Iterator[Any]:
    """One of every command about changes: one is made, and another is not."""
    mine: dict[str, Any] = {"school_id": school}
    runs: dict[str, Any] = {"approver_id": uuid5(TICKET, "person"), "approver": word}
    yield standard_changes.SetStandardChanges(**mine, changes=(_usual(word),))
    yield standard_changes.ApproveStandardChanges(
        **mine, version=1, names=(word,), **runs
    )
    for ticket_id in (CHANGED, LEFT):
        which = mine | {"ticket_id": ticket_id}
        yield _opening(word, requester, which)
        yield _plan(word, which)
    yield approvals.DropApproval(**mine, ticket_id=LEFT)
    left = mine | {"ticket_id": LEFT, "version": 1}
    yield changes.WithdrawChange(**left, reason=word)
    made: dict[str, Any] = mine | {"ticket_id": CHANGED}
    yield changes.AllowChange(
        **made,
        from_on=_TUESDAY.date(),
        until_on=_TUESDAY.date(),
        allower_id=runs["approver_id"],
        allower=word,
        reason=word,
    )
    yield changes.BeginChange(**made, version=2, reason=word)
    yield changes.EndChange(**made, version=3, done=False, said=word)
    yield changes.ReviewChange(**made, version=4, said=word)


def _usual(word: str) -> standard_changes.StandardChange:
    steps = {"plan": word, "back_out": word, "test": word}
    return standard_changes.StandardChange(name=word, title=word, **steps)


def _plan(word: str, which: dict[str, Any]) -> changes.PlanChange:
    texts: dict[str, Any] = dict.fromkeys(
        ("reason", "risk_reason", "plan", "back_out", "test"), word
    )
    return changes.PlanChange(
        **which,
        version=0,
        kind=changes.ChangeKind.EMERGENCY,
        starts_at=_TUESDAY,
        ends_at=_TUESDAY + timedelta(hours=2),
        who=(word,),
        **texts,
    )


def _opening(
    word: str, requester: intake.Requester, which: dict[str, Any]
) -> intake.OpenTicket:
    return intake.OpenTicket(
        **which,
        subject=f"{word} switches",
        description=f"{word} has old ones.",
        requester=requester,
        channel=Channel.PORTAL,
        impact=Level.LOW,
        urgency=Level.LOW,
        type=TicketType.CHANGE,
    )
