"""What do two schools keep, hold and erase that are alike in every id?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from contracts import retention
from contracts.access import Caller, Role, platform
from contracts.intake import OpenTicket, ReplyToTicket, Requester, ResolveTicket
from contracts.values import Channel, Level
from services.intake.retention.listing import digest_of
from tests.support.cast import OLU, TICKET
from tests.support.scenario import at

RETAINED, STAYS, OVERDUE = (uuid5(TICKET, f"long over {n}") for n in (1, 2, 3))
LIST, ANOTHER = uuid5(TICKET, "due list"), uuid5(TICKET, "another list")
MERGED = uuid5(TICKET, "tied")
"""A ticket that goes on as another: tests/support/alike_ties.py."""

LONG_AGO = at("mon 09:00") - timedelta(days=3_000)

QUERIES: dict[type, Callable[[UUID], Any]] = {
    retention.GetRetention: lambda s: retention.GetRetention(school_id=s),
    retention.GetDueList: lambda s: retention.GetDueList(school_id=s, list_id=ANOTHER),
}
"""Questions about what a school keeps."""

_OF = retention.RecordClass.TICKETS
_KIND = retention.RecordKind.TICKET
_IN = "intake.retention"
LATER = at("mon 09:00").replace(year=2030)

READERS: dict[str, Callable[[UUID], tuple[Any, ...]]] = {
    f"{_IN}.due.gone_of": lambda s: (s, _OF, LATER, (_record(TICKET),)),
    f"{_IN}.due.how_much": lambda s: (s, _OF, LATER),
    f"{_IN}.due.is_held_whole": lambda s: (s, retention.RecordClass.RATINGS),
    f"{_IN}.due.kept_by": lambda s: (s,),
    f"{_IN}.due.oldest": lambda s: (s, _OF, LATER),
    f"{_IN}.ending.is_erased": lambda s: (s, RETAINED),
    f"{_IN}.ending.is_recorded": lambda s: (s, _KIND, RETAINED),
    f"{_IN}.ending.ticket_of": lambda s: (s, RETAINED),
    f"{_IN}.held.family_of": lambda s: (s, MERGED),
    f"{_IN}.held_parts.held_with": lambda s: (s, _OF),
    f"{_IN}.held_parts.with_held_parts": lambda s: (s, ("remote_sessions",), (TICKET,)),
    f"{_IN}.keys.doomed_by": lambda s: (s, _record(MERGED), _OF),
    f"{_IN}.naming.names_of": lambda s: (s, (_record(RETAINED),)),
    f"{_IN}.queries.get_due_list": lambda s: (QUERIES[retention.GetDueList](s),),
    f"{_IN}.queries.get_retention": lambda s: (QUERIES[retention.GetRetention](s),),
    f"{_IN}.rows.erased_lists": lambda _: (),
    f"{_IN}.rows.holds_over": lambda _: (LATER.date(),),
    f"{_IN}.rows.to_destroy": lambda _: (),
}
"""What each function that reads is given, so that it is about a school."""

APPROVED_BY_WHO_ANSWERS = (retention.ListDue, retention.ApproveErasure)


def caller_of(command: Any) -> Caller:
    """The platform, but for what it leaves to people: lists, approvals, answers."""
    if isinstance(command, ReplyToTicket):
        return OLU.caller
    if isinstance(command, APPROVED_BY_WHO_ANSWERS):
        return Caller(actor="person:head", role=Role.HEAD, school=command.school_id)
    return platform("test")


def happened_at(command: Any) -> datetime | None:
    """What is due was done long ago."""
    long_ago = getattr(command, "ticket_id", None) in (RETAINED, STAYS, OVERDUE)
    return LONG_AGO if long_ago else None


def retention_of(school: UUID, word: str, asks: Requester) -> Iterator[Any]:
    """One of every command about what is kept."""
    mine: dict[str, Any] = {"school_id": school}
    which = mine | {"list_id": LIST}
    yield from _long_over(school, word, asks, RETAINED)
    yield from _long_over(school, word, asks, STAYS)
    time = retention.KeepingTime(record_class=_OF, months=36, reason=word)
    yield retention.SetKeepingTimes(**mine, times=(time,))
    yield from _holds(school, word)
    yield retention.ListDue(**which, record_class=_OF)
    yield retention.ApproveErasure(**which, digest=_digest(LIST, RETAINED))
    yield retention.FinishErasure(**which)
    yield retention.LiftLegalHold(**mine, hold_id=_hold(2), reason=word)
    another = mine | {"list_id": ANOTHER}
    yield retention.ListDue(**another, record_class=_OF)
    yield retention.ApproveErasure(**another, digest=_digest(ANOTHER, STAYS))
    yield from _long_over(school, word, asks, OVERDUE)


def _long_over(
    school: UUID, word: str, asks: Requester, ticket_id: UUID
) -> Iterator[Any]:
    mine: dict[str, Any] = {"school_id": school, "ticket_id": ticket_id}
    yield OpenTicket(
        **mine,
        subject=f"{word} kiln",
        description=word,
        requester=asks,
        channel=Channel.PHONE,
        impact=Level.LOW,
        urgency=Level.LOW,
    )
    yield ResolveTicket(**mine, version=1, note=word)


def _holds(school: UUID, word: str) -> Iterator[Any]:
    """One that is lifted, one for a while, and two that stay."""
    mine: dict[str, Any] = {"school_id": school}
    on, of = retention.HoldOn, retention.RecordClass.RATINGS
    held: tuple[dict[str, Any], ...] = (
        {"on": on.TICKET, "ticket_id": STAYS},
        {"on": on.TICKET, "ticket_id": STAYS},
        {"on": on.TICKET, "ticket_id": TICKET, "until_on": date(2027, 6, 30)},
        {"on": on.CLASS, "record_class": of},
    )
    for number, named in enumerate(held, start=1):
        which = mine | {"hold_id": _hold(number)}
        yield retention.PlaceLegalHold(**which, reason=word, **named)
    yield retention.LiftLegalHold(**mine, hold_id=_hold(1), reason=word)
    yield retention.EndLegalHold(**mine, hold_id=_hold(3))


def _hold(number: int) -> UUID:
    return uuid5(TICKET, f"hold {number}")


def _record(ticket_id: UUID) -> retention.DueRecord:
    return retention.DueRecord(
        kind=retention.RecordKind.TICKET, record_id=ticket_id, closed_at=LONG_AGO
    )


def _digest(list_id: UUID, ticket_id: UUID) -> str:
    return digest_of(list_id, _OF, (_record(ticket_id),))
