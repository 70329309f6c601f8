"""Which teams have two schools that are alike in every id, and what becomes of them?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from contracts import intake, teams, time_spent
from contracts.values import Channel, Level
from tests.support.cast import TICKET

TEAM, WORKED = uuid5(TICKET, "team"), uuid5(TICKET, "worked")

QUERIES: dict[type, Callable[[UUID], Any]] = {
    teams.GetTeams: lambda s: teams.GetTeams(school_id=s),
    teams.GetDelivery: lambda s: teams.GetDelivery(school_id=s),
    time_spent.FindTime: lambda s: time_spent.FindTime(school_id=s, ticket_id=WORKED),
    time_spent.GetEffort: lambda s: time_spent.GetEffort(school_id=s, month="2026-06"),
    teams.SuggestWho: lambda s: teams.SuggestWho(school_id=s, ticket_id=WORKED),
}
READERS: dict[str, Callable[[UUID], tuple[Any, ...]]] = {
    "intake.effort.rows.find_time": lambda s: (QUERIES[time_spent.FindTime](s),),
    "intake.effort.rows.get_effort": lambda s: (QUERIES[time_spent.GetEffort](s),),
    "intake.teams.delivery_rows.delivery_of": lambda s: (s,),
    "intake.teams.delivery_rows.first_seat": lambda s: (s, ""),
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
    member = teams.Member(actor=f"{word} technician", skills=(f"{word.lower()}-kilns",))
    team = teams.Team(team_id=TEAM, name=f"{word} team", members=(member,))
    yield teams.SetTeams(**whose, teams=(team,))
    way = teams.Way(by=teams.DeliveredBy.SCHOOL, team_id=TEAM)
    yield teams.SetDelivery(**whose, ways=(way,))
    yield intake.OpenTicket(
        **worked,
        subject=f"{word} post",
        description="",
        requester=requester,
        channel=Channel.PORTAL,
        impact=Level.LOW,
        urgency=Level.LOW,
        category=f"{word.lower()}-kilns",
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
    day: dict[str, Any] = {"on": date(2026, 6, 8), "minutes": 45}
    taken = whose | {"time_id": uuid5(WORKED, "time")} | day
    yield time_spent.RecordTime(**taken, ticket_id=WORKED, note=word)
    yield time_spent.CorrectTime(
        **taken, version=1, kind=time_spent.WorkKind.TRAVEL, reason=word
    )
