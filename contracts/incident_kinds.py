"""The language of intake about kinds of incidents, and what nearly was one."""

from __future__ import annotations

from contracts.access import Right
from contracts.declare import command, event, query, text, value, view, whole
from contracts.values import Channel, SchoolId, TicketId

LONGEST_KIND = 40
LONGEST_TOLD = 10_000
"""Characters of what nearly happened, and of what stopped it."""


@command("intake.tell_near_miss", needs=Right.RAISE_TICKETS)
class TellNearMiss:
    """Tell what nearly went wrong and what stopped it, so that others learn from it.

    It is a ticket, of which both are the description. `kind` is one of the kinds of
    incidents, if whoever tells it knows.
    """

    school_id: SchoolId
    ticket_id: TicketId
    subject: str = text(least=1)
    nearly: str = text(least=1, most=LONGEST_TOLD)
    stopped: str = text(least=1, most=LONGEST_TOLD)
    requester_name: str = text(least=1)
    requester_email: str = text(least=3, most=254)
    channel: Channel = Channel.PORTAL
    kind: str = text(most=LONGEST_KIND, default="")
    despite_warning: bool = False


@command("intake.give_incident_kind", needs=Right.WORK_TICKETS)
class GiveIncidentKind:
    """Say of which kind an incident is, and whether it only nearly happened.

    Without a kind, it is of none that is known. It replaces what was said before; with
    `version`, only if nobody has said something else since.
    """

    school_id: SchoolId
    ticket_id: TicketId
    kind: str = text(most=LONGEST_KIND, default="")
    near_miss: bool = False
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.incident_kind_given")
class IncidentKindGiven:
    """An incident is of this kind, or of none that is known; or it nearly happened."""

    ticket_id: TicketId
    kind: str
    near_miss: bool


@query("intake.get_incident_kinds", needs=Right.READ_TICKETS)
class GetIncidentKinds:
    """Of which kinds are incidents? At every school they are the same."""

    school_id: SchoolId | None = None


@value
class IncidentKind:
    """A kind of incident: its name, what it is called, what it is, and after whom."""

    name: str
    title: str
    means: str
    source: str


@view("intake.incident_kinds")
class IncidentKindsView:
    """Every kind that an incident may be of."""

    kinds: tuple[IncidentKind, ...]


@value
class KindShown:
    """Of which kind a ticket is; `title` is empty where no kind was given."""

    kind: str
    title: str
    near_miss: bool
    version: int
