"""How are teams kept, and in whose queue is what is given to one?"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Index,
    Table,
    Text,
    Uuid,
    bindparam,
    delete,
    insert,
    select,
)

from contracts.refusals import Invalid
from contracts.teams import GetTeams, Team, TeamsSet, TeamsView
from contracts.values import PROVIDER
from services.intake.last_set import LastSet, table_of
from services.intake.tables import METADATA, tickets
from services.intake.teams.seats import Seat
from services.intake.teams.setting import Teams
from shared.application import Answer, Asked
from shared.row_security import READ_BY_ALL
from shared.work import Fresh

teams = table_of("teams", info=READ_BY_ALL)
"""The teams of a school or of the MSP, as the last event has them."""

_TEAMS = LastSet(teams, TeamsSet)

team_members = Table(
    "team_members",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("team_id", Uuid, primary_key=True),
    Column("actor", Text, primary_key=True),
    Index("team_members_actor", "actor"),
    info=READ_BY_ALL,
)
"""Who is in which team, for the queues of whoever looks."""


def keep_teams(connection: Connection, fresh: Fresh, event: TeamsSet) -> None:
    """Keep the teams as they are now."""
    _TEAMS.keep(connection, fresh.school, event)
    of_school = team_members.c.school == fresh.school
    connection.execute(delete(team_members).where(of_school))
    members = [
        {"school": fresh.school, "team_id": one.team_id, "actor": member.actor}
        for one in event.teams
        for member in one.members
    ]
    if members:
        connection.execute(insert(team_members), members)


def get_teams(connection: Connection, query: GetTeams, _: Asked) -> TeamsView:
    """The teams of a school, or of the MSP where none is named."""
    home = query.school_id or PROVIDER
    found = teams_of(connection, home)
    return TeamsView(school_id=home, teams_version=found.version, teams=found.teams)


def teams_of(connection: Connection, home: UUID) -> Teams:
    """The teams that there are at a school, or at the MSP."""
    kept = _TEAMS.last(connection, home)
    if kept is None:
        return Teams()
    return Teams(version=kept.teams_version, teams=kept.teams)


def seats_of(connection: Connection, school: UUID) -> dict[UUID, Seat]:
    """Every queue that a ticket of a school may be in: the MSP's and its own."""
    theirs = teams_of(connection, school).teams if school != PROVIDER else ()
    ours = teams_of(connection, PROVIDER).teams
    seats = [_seat(one, with_school=False) for one in ours]
    seats += [_seat(one, with_school=True) for one in theirs]
    return {one.team_id: one for one in seats if one.team_id is not None}


def seat_of(connection: Connection, school: UUID, team_id: UUID) -> Seat:
    """The queue of a team; Invalid where neither the MSP nor the school has it."""
    seat = seats_of(connection, school).get(team_id)
    if seat is None:
        raise Invalid({"team_id": ["Neither the MSP nor the school has this team."]})
    return seat


def with_my_team() -> ColumnElement[bool]:
    """What makes a ticket one of a team that `actor` is in."""
    mine = select(team_members.c.team_id).where(
        team_members.c.actor == bindparam("actor")
    )
    return tickets.c.team_id.in_(mine)


ANSWERS: Mapping[type, Answer] = {GetTeams: get_teams}


def _seat(team: Team, *, with_school: bool) -> Seat:
    return Seat(team_id=team.team_id, team=team.name, with_school=with_school)
