"""What may be said and asked of teams, and of who looks after what at a school?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from contracts.teams import (
    DeliveryView,
    GetDelivery,
    GetTeams,
    ReceiversView,
    SetDelivery,
    SetTeams,
    SuggestWho,
    TeamsView,
)
from contracts.values import PROVIDER
from services.gateway.asking import Asker, replayed
from services.gateway.routes import Body, Routes
from services.gateway.schemas import answer_of, body_of

_OF_SCHOOL = "/schools/<uuid:school_id>/teams"
_DELIVERY = "/schools/<uuid:school_id>/delivery"

routes = Routes("teams", "Teams of the MSP and of schools, and who looks after what.")


@routes.on("GET", "/teams", needs=GetTeams, answer=answer_of(TeamsView))
def get_own_teams(asker: Asker) -> Any:
    """Show the teams of the MSP."""
    return asker.ask(GetTeams(school_id=PROVIDER))


@routes.on(
    "PUT",
    "/teams",
    needs=SetTeams,
    body=body_of(SetTeams, "school_id"),
    answer=answer_of(TeamsView),
    keyed=True,
    problems=(409,),
)
def set_own_teams(asker: Asker, body: Body) -> Any:
    """Say which teams there are at the MSP, all of them with all of their members."""
    return _set(asker, PROVIDER, body)


@routes.on("GET", _OF_SCHOOL, needs=GetTeams, answer=answer_of(TeamsView))
def get_teams(asker: Asker, school_id: UUID) -> Any:
    """Show a school's own teams: its technicians."""
    return asker.ask(GetTeams(school_id=school_id))


@routes.on(
    "PUT",
    _OF_SCHOOL,
    needs=SetTeams,
    body=body_of(SetTeams, "school_id"),
    answer=answer_of(TeamsView),
    keyed=True,
    problems=(409,),
)
def set_teams(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Say which teams of its own a school has, all of them with all of their members.

    With `version`, teams that somebody set meanwhile are a conflict.
    """
    return _set(asker, school_id, body)


@routes.on("GET", _DELIVERY, needs=GetDelivery, answer=answer_of(DeliveryView))
def get_delivery(asker: Asker, school_id: UUID) -> Any:
    """Show who looks after what at a school; what is not named, the MSP."""
    return asker.ask(GetDelivery(school_id=school_id))


@routes.on(
    "PUT",
    _DELIVERY,
    needs=SetDelivery,
    body=body_of(SetDelivery, "school_id"),
    answer=answer_of(DeliveryView),
    keyed=True,
    problems=(409,),
)
def set_delivery(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Say who looks after what at a school; a new ticket begins in their queue."""
    command = SetDelivery(school_id=school_id, **body)
    receipt = asker.execute(command, asker.command_id(school_id))
    return asker.ask(GetDelivery(school_id=school_id)), replayed(receipt)


@routes.on(
    "GET",
    "/tickets/<uuid:ticket_id>/receivers",
    needs=SuggestWho,
    answer=answer_of(ReceiversView),
)
def suggest_who(asker: Asker, ticket_id: UUID) -> Any:
    """Show who is good at what a ticket is about, and how much each has to do."""
    return asker.ask(SuggestWho(ticket_id=ticket_id))


def _set(asker: Asker, school_id: UUID, body: Body) -> Any:
    command = SetTeams(school_id=school_id, **body)
    receipt = asker.execute(command, asker.command_id(school_id))
    return asker.ask(GetTeams(school_id=school_id)), replayed(receipt)
