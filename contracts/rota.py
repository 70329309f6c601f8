"""The language of sla about who is on call: a rota of the MSP, in versions."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from uuid import UUID

from contracts.access import Right
from contracts.declare import command, event, query, several, text, value, view, whole
from contracts.values import SchoolId

MOST_TURNS = 1_000


class OnCall(Enum):
    """In which order people are called: the first, whoever stands in, who decides."""

    FIRST = "first_on_call"
    SECOND = "second_on_call"
    LEAD = "duty_lead"


@value
class Turn:
    """Somebody of the MSP is on call from one moment to another.

    `terms` say what was agreed for it: how soon, for what, and how it is paid out of
    hours (Digital leadership 2: who is called on when).
    """

    role: OnCall
    person_id: UUID
    from_at: datetime
    until_at: datetime
    terms: str = text(most=500, default="")


@command("sla.set_rota", needs=Right.MANAGE_ROTA)
class SetRota:
    """Say who is on call when, in place of all that was said before.

    With `version`, only if nobody has set it since it was that.
    """

    school_id: SchoolId
    turns: tuple[Turn, ...] = several(most=MOST_TURNS)
    version: int | None = whole(least=0, most=2**31, default=None)


@event("sla.rota_set")
class RotaSet:
    """Who is on call when, as it stands from this version on."""

    rota_version: int
    turns: tuple[Turn, ...]


@query("sla.get_rota", needs=Right.WORK_TICKETS)
class GetRota:
    """Who is on call when? The newest version, or one of before."""

    rota_version: int | None = None


@view("sla.rota")
class RotaView:
    """A rota in order of time; version 0 while nobody ever set one."""

    rota_version: int
    turns: tuple[Turn, ...]


@query("sla.get_on_call", needs=Right.WORK_TICKETS)
class GetOnCall:
    """Who is called at this moment, now if none is named?"""

    at: datetime | None = None


@view("sla.on_call")
class OnCallView:
    """Who is called at a moment, the first on call first."""

    at: datetime
    rota_version: int
    turns: tuple[Turn, ...]
