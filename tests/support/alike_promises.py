"""What is told of the promises of two schools that are alike in every id?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from contracts import escalation, rota
from contracts.values import Priority, Target
from tests.support.alike_leavers import obligations_of
from tests.support.cast import TICKET
from tests.support.scenario import at

ESCALATED = uuid5(TICKET, "late")


def escalations_of(school: UUID, word: str) -> Iterator[Any]:
    """A step that came due, and what became of it; the rota is the MSP's alone."""
    mine: dict[str, Any] = {"school_id": school}
    about = mine | {"ticket_id": ESCALATED}
    yield rota.SetRota(**mine, turns=())
    step = escalation.GiveAlarm(
        **about,
        priority=Priority.P1,
        target=Target.RESPONSE,
        kind=escalation.AlarmKind.STEP,
        number=7,
        role=f"{word} lead",
        due_at=at("mon 10:00"),
    )
    yield step
    yield escalation.CarryEscalation(**about)
    yield escalation.CarryEscalations(**mine, priority=Priority.P1)
    yield escalation.AcknowledgeEscalation(**about)
    yield replace(step, number=8)
    ended = uuid5(TICKET, "clock")
    yield escalation.EndEscalation(**mine, ticket_id=ended, at=at("mon 11:00"))
    yield from obligations_of(school, word)
