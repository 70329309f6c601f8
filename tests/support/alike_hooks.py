"""What is told to hooks, and by calls, of two schools that are alike in every id?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from contracts import calls, hooks
from contracts.hooks import NoticeState, Occasion
from services.intake.webhooks.due_notices import Places
from services.intake.webhooks.notices import notice_of
from tests.support.cast import TICKET
from tests.support.scenario import at

HOOK, OTHER = uuid5(TICKET, "hook"), uuid5(TICKET, "other hook")
ABOUT, CALL = uuid5(TICKET, "told of"), uuid5(TICKET, "call")
NOTICE = notice_of(ABOUT, HOOK)

QUERIES: dict[type, Callable[[UUID], Any]] = {
    calls.FindCalls: lambda s: calls.FindCalls(school_id=s, call_id=CALL),
    hooks.FindHooks: lambda s: hooks.FindHooks(school_id=s),
    hooks.FindNotices: lambda s: hooks.FindNotices(school_id=s, hook_id=HOOK),
}
"""Questions about who is told at a school, and what."""

_PLACES = Places(free=9, of_one=9)
_LATER = at("mon 09:00").replace(year=2030)

READERS: dict[str, Callable[[UUID], tuple[Any, ...]]] = {
    "intake.phone.call_rows.find_calls": lambda s: (QUERIES[calls.FindCalls](s),),
    "intake.webhooks.due_notices.notices_to_try": lambda _: (_LATER, (), (), _PLACES),
    "intake.webhooks.due_notices.overdue": lambda _: (_LATER,),
    "intake.webhooks.hook_rows.find_hooks": lambda s: (QUERIES[hooks.FindHooks](s),),
    "intake.webhooks.hook_rows.wanting": lambda s: (s,),
    "intake.webhooks.notice_rows.find_notices": lambda s: (
        QUERIES[hooks.FindNotices](s),
    ),
}
"""What each function that reads of it is given."""


def hooks_of(school: UUID, word: str, moment: datetime) -> Iterator[Any]:
    """A call, hooks, one of them removed, and a notice that is told once more."""
    mine: dict[str, Any] = {"school_id": school}
    yield calls.RecordCall(
        **mine,
        call_id=CALL,
        number="020 7946 0000",
        extension=word,
        started_at=moment,
        ended_at=moment,
    )
    about: dict[str, Any] = mine | {"about": ABOUT}
    for hook_id in (HOOK, OTHER):
        yield hooks.AddHook(
            **mine,
            hook_id=hook_id,
            address=f"https://{word.lower()}.example/told",
            occasions=(Occasion.WARNED,),
        )
    yield hooks.RemoveHook(**mine, hook_id=OTHER)
    yield hooks.WriteNotices(
        **about, ticket_id=TICKET, occasion=Occasion.WARNED, at=moment
    )
    yield hooks.RecordTry(
        **about,
        notice_id=NOTICE,
        attempt=1,
        state=NoticeState.FAILED,
        status=410,
        said=word,
    )
    yield hooks.ReplayNotice(**about, notice_id=NOTICE)
