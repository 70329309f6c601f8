"""Which teams have two schools that are alike in every id, and what becomes of them?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid5

from contracts import intake, teams
from contracts.values import Channel, Level
from tests.support.cast import TICKET

TEAM, WORKED = uuid5(TICKET, "team"), uuid5(TICKET, "worked")

QUERIES: dict[type, Callable[[UUID], Any]] = {
    teams.GetTeams: lambda s: teams.GetTeams(school_id=s),
    teams.GetDelivery: lambda s: teams.GetDelivery(school_id=s),
    teams.SuggestWho: lambda s: teams.SuggestWho(school_id=s, ticket_id=WORKED),
}
READERS: dict[str, Callable[[UUID], tuple[Any, ...]]] = {
    "intake.teams.delivery_rows.delivery_of": lambda s: (s,),
    "intake.teams.delivery_rows.first_seat": lambda s: (s, "email"),
    "intake.teams.delivery_rows.get_delivery": lambda s: (
        teams.GetDelivery(school_id=s),
    ),
    "intake.teams.rows.get_teams": lambda s: (teams.GetTeams(school_id=s),),
    "intake.teams.rows.seat_of": lambda s: (s, TEAM),
    "intake.teams.rows.seats_of": lambda s: (s,),
    "intake.teams.rows.teams_of": lambda s: (s,),
    "intake.teams.suggesting.suggest_who": lambda s: (QUERIES[teams.SuggestWho](s),),
}
"""What each function that reads of it is given."""


def teams_of(school: UUID, word: str, requester: intake.Requester) -> Iterator[Any]:
    """A team of the school's own is first, works on a ticket and hands it back."""
    whose: dict[str, Any] = {"school_id": school}
    worked = whose | {"ticket_id": WORKED}
    member = teams.Member(actor=f"{word} technician", skills=("email",))
    team = teams.Team(team_id=TEAM, name=f"{word} team", members=(member,))
    yield teams.SetTeams(**whose, teams=(team,))
    way = teams.Way(service="email", by=teams.DeliveredBy.SCHOOL, team_id=TEAM)
    yield teams.SetDelivery(**whose, ways=(way,))
    yield intake.OpenTicket(
        **worked,
        subject=f"{word} post",
        description="",
        requester=requester,
        channel=Channel.PORTAL,
        impact=Level.LOW,
        urgency=Level.LOW,
        service="email",
    )
    message = uuid5(WORKED, "message")
    yield teams.WorkForSchool(
        **worked,
        version=1,
        message_id=message,
        act=teams.SchoolAct.HAND_BACK,
        said=word,
        next=word,
    )
    yield teams.HandOverTicket(
        **worked,
        version=2,
        message_id=message,
        known=word,
        next=word,
        team_id=TEAM,
    )
