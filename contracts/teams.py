"""The language of intake about teams, and about who looks after what at a school."""

from __future__ import annotations

from enum import Enum
from uuid import UUID

from contracts.access import Right
from contracts.declare import (
    command,
    event,
    personal,
    query,
    several,
    text,
    value,
    view,
    whole,
)
from contracts.values import SchoolId, TicketId

MOST_TEAMS, MOST_MEMBERS, MOST_SKILLS, MOST_WAYS = 50, 100, 40, 101
LONGEST_WORDS = 20_000
"""Characters that somebody of a school's team may write at once."""


@value
class Member:
    """Somebody of a team, as their acts are recorded, and what they are good at.

    A skill is the name of a category or of a service.
    """

    actor: str = text(least=1, most=100)
    skills: tuple[str, ...] = several(most=MOST_SKILLS, default=())


@value
class Team:
    """People who work from one queue; `team_id` stays when it is called otherwise."""

    team_id: UUID
    name: str = text(least=1, most=60)
    members: tuple[Member, ...] = several(most=MOST_MEMBERS, default=())


@command("intake.set_teams", needs=Right.MANAGE_PEOPLE)
class SetTeams:
    """Say which teams there are at a school, or (school PROVIDER) at the MSP.

    With `version`, only if nobody has changed them since they were that.
    """

    school_id: SchoolId
    teams: tuple[Team, ...] = several(most=MOST_TEAMS)
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.teams_set")
class TeamsSet:
    """These are the teams from now on, and no others."""

    teams_version: int
    teams: tuple[Team, ...]


@query("intake.get_teams", needs=Right.READ_TICKETS)
class GetTeams:
    """Which teams are there, and who is in them? Without a school: at the MSP."""

    school_id: SchoolId | None = None


@view("intake.teams")
class TeamsView:
    """The teams in their order; version 0 where none was ever set."""

    school_id: SchoolId
    teams_version: int
    teams: tuple[Team, ...]


class DeliveredBy(Enum):
    """Who looks after a service: the MSP, both, or the school itself."""

    MANAGED = "managed"
    CO_MANAGED = "co_managed"
    SCHOOL = "school"


@value
class Way:
    """Who looks after a service (empty: all that are not named), and who is first.

    A new ticket about it begins in the queue of `team_id`; without one, in the MSP's.
    """

    service: str = text(most=40, default="")
    by: DeliveredBy
    team_id: UUID | None = None


@command("intake.set_delivery", needs=Right.MANAGE_SCHOOLS)
class SetDelivery:
    """Say who does what at a school, by service.

    With `version`, only if nobody has changed it since it was that.
    """

    school_id: SchoolId
    ways: tuple[Way, ...] = several(most=MOST_WAYS)
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.delivery_set")
class DeliverySet:
    """Who looks after what at the school, from now on; the MSP, where nothing says."""

    delivery_version: int
    ways: tuple[Way, ...]


@query("intake.get_delivery", needs=Right.READ_TICKETS)
class GetDelivery:
    """Who looks after what at this school?"""

    school_id: SchoolId


@view("intake.delivery")
class DeliveryView:
    """Who looks after what; version 0 where nothing was set: the MSP, all of it."""

    school_id: SchoolId
    delivery_version: int
    ways: tuple[Way, ...]


class SchoolAct(Enum):
    """What a school's own technician does with a ticket of their queue."""

    TAKE = "take"
    REPLY = "reply"
    RESOLVE = "resolve"
    HAND_BACK = "hand_back"


@command("intake.work_for_school", needs=Right.WORK_SCHOOL_QUEUE)
class WorkForSchool:
    """Work on a ticket that is with the school's own team, as one of the school.

    `said` is the reply, what was done, or what is known; to hand it back to the MSP,
    `next` says what is to be done there.
    """

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)
    message_id: UUID
    act: SchoolAct
    said: str = text(most=LONGEST_WORDS, default="")
    next: str = text(most=LONGEST_WORDS, default="")
    despite_warning: bool = False


@command("intake.hand_over_ticket", needs=Right.WORK_TICKETS)
class HandOverTicket:
    """Hand a ticket on, to somebody or to a team, with what is known and what is next.

    Without a team it is in the MSP's queue. Between the MSP and the school's own team
    the school reads the note; else it is for the desk.
    """

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)
    message_id: UUID
    known: str = text(least=1, most=LONGEST_WORDS)
    next: str = text(least=1, most=LONGEST_WORDS)
    assignee: str | None = text(least=1, most=100, default=None)
    team_id: UUID | None = None
    despite_warning: bool = False


@event("intake.ticket_handed_over")
class TicketHandedOver:
    """Somebody else works on it from now on, and was told what is known and next.

    `team` is what the team was called; `with_school` whether it is the school's own.
    """

    ticket_id: TicketId
    requester_id: UUID
    message_id: UUID
    known: str = personal("requester_id", "ticket_id", "message_id", most=LONGEST_WORDS)
    next: str = personal("requester_id", "ticket_id", "message_id", most=LONGEST_WORDS)
    was_assignee: str | None
    was_team_id: UUID | None
    was_with_school: bool
    assignee: str | None
    team_id: UUID | None
    team: str
    with_school: bool
    despite_warning: bool = False


@query("intake.suggest_who", needs=Right.WORK_TICKETS)
class SuggestWho:
    """Who of the teams is good at what this ticket is about?"""

    ticket_id: TicketId
    school_id: SchoolId | None = None


@value
class Suggestion:
    """Somebody who may be asked, and why: `skills` fit, and `waiting` is their work."""

    actor: str
    team_id: UUID
    team: str
    with_school: bool
    skills: tuple[str, ...]
    waiting: int


@view("intake.receivers")
class ReceiversView:
    """Who is good at it, who fits best and has least to do first."""

    ticket_id: TicketId
    suggestions: tuple[Suggestion, ...]
