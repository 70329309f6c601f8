"""Who was on the devices of two schools that are alike in every id?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from contracts import remote
from tests.support.cast import TICKET

SESSION, FORGOTTEN = uuid5(TICKET, "remote"), uuid5(TICKET, "forgotten")

QUERIES: dict[type, Callable[[UUID], Any]] = {
    remote.FindRemoteSessions: lambda s: remote.FindRemoteSessions(school_id=s),
}
"""Questions about remote sessions at a school."""

OF_THE_DESK: dict[type, Any] = {
    remote.FindForgottenSessions: remote.FindForgottenSessions()
}
"""What only the desk may ask."""


def remote_of(school: UUID, word: str) -> Iterator[Any]:
    """One of every command about remote sessions."""
    mine: dict[str, Any] = {"school_id": school}
    which: dict[str, Any] = mine | {"session_id": SESSION}
    agrees = remote.GiveStandingConsent(
        **mine, until_on=date(2026, 7, 31), devices=f"{word} servers"
    )
    yield agrees
    yield remote.EndStandingConsent(**mine)
    yield agrees
    opened = remote.OpenRemoteSession(
        **which,
        ticket_id=TICKET,
        purpose=word,
        device=f"{word} laptop",
        tool="Quick Assist",
        agreed_by=word,
        agreed=remote.Agreed.PHONE,
    )
    yield opened
    yield replace(opened, session_id=FORGOTTEN)
    yield remote.RecordRemoteAction(**which, what=word)
    yield remote.CloseRemoteSession(**which)
