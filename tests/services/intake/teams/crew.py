"""Which teams do the tests of teams have? The desk's networks, and Ashgrove's own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from contracts.access import Caller, Role
from contracts.intake import GetTicket, OpenTicket, TicketView
from contracts.teams import (
    DeliveredBy,
    HandOverTicket,
    Member,
    SetDelivery,
    SetTeams,
    Team,
    Way,
)
from contracts.values import PROVIDER
from tests.services.intake.stories import MESSAGE, open_it
from tests.support.cast import ASHGROVE, OLU, TICKET, ZOE
from tests.support.town import Town

NETWORKS, OWN = uuid5(PROVIDER, "networks"), uuid5(ASHGROVE, "own")
TECHNICIAN = Caller(actor="technician:1", role=Role.TECHNICIAN, school=ASHGROVE)
OF_MSP = Team(
    team_id=NETWORKS,
    name="Networks",
    members=(
        Member(actor=OLU.caller.actor, skills=("wireless",)),
        Member(actor=ZOE.caller.actor, skills=("wireless", "network")),
    ),
)
OF_SCHOOL = Team(
    team_id=OWN,
    name="IT support",
    members=(Member(actor=TECHNICIAN.actor, skills=("printing",)),),
)
of_it: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": TICKET}


def teams(school: UUID, *those: Team) -> SetTeams:
    """That a school, or the MSP, has these teams."""
    return SetTeams(school_id=school, teams=those)


def with_teams(town: Town) -> Town:
    """A town in which both have their team."""
    town.execute(teams(PROVIDER, OF_MSP))
    town.execute(teams(ASHGROVE, OF_SCHOOL))
    return town


def own_printing(by: DeliveredBy = DeliveredBy.SCHOOL) -> SetDelivery:
    """That Ashgrove's own team is first where it is about printing."""
    way = Way(service="print-service", by=by, team_id=OWN)
    return SetDelivery(school_id=ASHGROVE, ways=(way,))


def printing() -> OpenTicket:
    """A ticket about printing."""
    return replace(open_it, service="print-service")


def hand_over(version: int = 1, **to: Any) -> HandOverTicket:
    """That it is handed over, with what is known and what is next."""
    return HandOverTicket(
        **of_it,
        version=version,
        message_id=MESSAGE,
        known="The lamp is new.",
        next="Look at the cable.",
        **to,
    )


def shown(town: Town, by: Caller = OLU.caller) -> TicketView:
    """The ticket as somebody sees it."""
    view: TicketView = town.ask(GetTicket(ticket_id=TICKET), by)
    return view
