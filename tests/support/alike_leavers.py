"""Who leaves two schools that are alike in every id, and what do they owe by then?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from contracts import intake, obligations, staff_changes
from contracts.values import Channel, Level
from tests.support.alike_channels import CALLED
from tests.support.alike_teams import WORKED
from tests.support.cast import TICKET
from tests.support.scenario import at

LEAVING = uuid5(TICKET, "leaving")
_LATER = at("mon 09:00").replace(year=2030)


class Leaving(NamedTuple):
    """The ticket's row, as far as who leaves by it is asked for."""

    school: UUID
    ticket_id: UUID = LEAVING


QUERIES: dict[type, Callable[[UUID], Any]] = {
    obligations.FindObligations: lambda s: obligations.FindObligations(school_id=s),
}
READERS: dict[str, Callable[[UUID], tuple[Any, ...]]] = {
    "intake.staff.staff_change_rows.staff_change_of": lambda s: (Leaving(s),),
    "sla.obligation_rows.find_obligations": lambda s: (
        obligations.FindObligations(school_id=s),
    ),
    "sla.obligation_rows.due_obligations": lambda _: (_LATER,),
    "sla.obligation_rows.obligation_counts": lambda _: (),
}


def leavers_of(school: UUID, word: str, requester: intake.Requester) -> Iterator[Any]:
    """Somebody leaves, an action of it is done, and the day is changed."""
    about: dict[str, Any] = {"school_id": school, "ticket_id": LEAVING}
    yield intake.OpenTicket(
        **about,
        subject=f"{word} leaver",
        description="",
        requester=requester,
        channel=Channel.PORTAL,
        impact=Level.LOW,
        urgency=Level.LOW,
        change=staff_changes.StaffChange(
            kind=staff_changes.StaffChangeKind.LEAVER,
            person=f"{word} Leaver",
            role=f"{word} teacher",
            on=date(2026, 6, 12),
        ),
    )
    done = staff_changes.ActionState.DONE
    yield staff_changes.MarkAction(
        **about, version=2, action="mail", state=done, note=word
    )
    yield staff_changes.ChangeStaffDay(**about, version=3, on=date(2026, 6, 19))


def obligations_of(school: UUID, word: str) -> Iterator[Any]:
    """Something is missed, and something is met and open again."""
    moment = at("mon 09:00")
    for ticket_id in (CALLED, WORKED):
        about: dict[str, Any] = {"school_id": school, "ticket_id": ticket_id}
        yield obligations.SetObligation(
            **about,
            obligation=obligations.Obligation(
                name=f"{word} duty",
                counting=obligations.Counting.DAYS,
                number=2,
                source=word,
            ),
            since=moment,
            at=moment,
        )
    yield obligations.MeetObligation(**about, at=moment)
    yield obligations.ReopenObligation(**about, at=moment)
    owed = {"school_id": school, "ticket_id": CALLED}
    yield obligations.CheckObligation(**owed, at=moment + timedelta(days=30))
