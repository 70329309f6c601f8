"""What do the clocks of two schools go through that are alike in every id?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from contracts import sla
from contracts.values import Priority
from tests.support.alike_agreements import agreements_of, restatements_of
from tests.support.alike_promises import ESCALATED, escalations_of
from tests.support.cast import TICKET
from tests.support.scenario import at

_MONDAY = at("mon 09:00")


def clocks_of(school: UUID, word: str, person: UUID) -> Iterator[Any]:
    """Everything that happens to a clock of theirs, and to what was promised."""
    mine: dict[str, Any] = {"school_id": school}
    timed = mine | {"ticket_id": uuid5(TICKET, "clock"), "at": _MONDAY}
    yield from agreements_of(school, word, person)
    yield sla.StartClock(**timed, priority=Priority.P1)
    yield sla.RetargetClock(**timed, priority=Priority.P2)
    yield sla.ReclassifyClock(**timed, service=word, safeguarding=True)
    yield sla.CountReply(**timed)
    yield sla.PauseClock(**timed)
    yield sla.ResumeClock(**timed)
    yield sla.CheckClock(**timed)
    yield sla.WithdrawClock(**timed)
    yield sla.RestoreClock(**timed)
    yield sla.StopClock(**timed)
    yield sla.ContinueClock(**timed)
    late = timed | {"ticket_id": ESCALATED}
    yield sla.StartClock(**late, priority=Priority.P1)
    yield sla.CheckClock(**late | {"at": _MONDAY + timedelta(days=30)})
    yield from escalations_of(school, word)
    yield from restatements_of(school, word, person)
