"""Which pages are there of teams, and what of Ashgrove's own team is on them?"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from contracts.intake import OpenTicket, Requester
from contracts.teams import HandOverTicket, SetTeams, Team
from contracts.values import Channel, Level
from tests.services.gateway.site_visit_routes import MOVED, WHY
from tests.services.gateway.team_routes import CORRECTED, OWN_TEAM, TAKEN, took
from tests.support.cast import ASHGROVE, PRIYA, TICKET
from tests.support.town import Town

OWN_TICKET = uuid5(TICKET, "own")
"""A ticket that is with Ashgrove's own team."""

_TIME = f"/console/tickets/{OWN_TICKET}/time"
_SCHOOL, _PORTAL = f"/console/schools/{ASHGROVE}", f"/portal/{ASHGROVE}"

TEAM_PAGES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "delivery_screens.delivery": ("GET", f"{_SCHOOL}/delivery", {}),
    "delivery_screens.set_delivery": (
        "POST",
        f"{_SCHOOL}/delivery",
        {"rest.by": "co_managed"},
    ),
    "effort_screens.correct_time": (
        "POST",
        f"{_TIME}/{TAKEN}/correct",
        CORRECTED | {"version": 1},
    ),
    "effort_screens.record_time": (
        "POST",
        _TIME,
        {"minutes": 45, "on": "2026-06-08", "kind": "remote"},
    ),
    "effort_screens.time_spent": ("GET", _TIME, {}),
    "own_queue_screens.own_queue": ("GET", f"{_PORTAL}/own-queue", {}),
    "own_queue_screens.own_work": (
        "POST",
        f"{_PORTAL}/tickets/{OWN_TICKET}/own-work/resolve",
        {"version": 2, "said": "Lit"},
    ),
    "site_visits_screens.act": (
        "POST",
        f"{_SCHOOL}/site-visits/{MOVED}/cancel",
        WHY,
    ),
    "site_visits_screens.new_site_visit": ("GET", f"{_SCHOOL}/site-visits/new", {}),
    "site_visits_screens.of_school": ("GET", f"{_PORTAL}/site-visits", {}),
    "site_visits_screens.plan_site_visit": (
        "POST",
        f"{_SCHOOL}/site-visits/new",
        {
            "starts_at": "2026-06-09T09:00",
            "ends_at": "2026-06-09T10:00",
            "who": "Olu",
            "purpose": "The kiln",
        },
    ),
    "site_visits_screens.site_visit": ("GET", f"{_SCHOOL}/site-visits/{MOVED}", {}),
    "site_visits_screens.week": ("GET", "/console/site-visits?week=2026-06-08", {}),
    "teams_screens.keep_team": ("POST", f"{_SCHOOL}/teams", {"name": "Kilns"}),
    "teams_screens.remove_team": (
        "POST",
        f"{_SCHOOL}/teams/remove",
        {"team": str(OWN_TEAM)},
    ),
    "teams_screens.teams": ("GET", f"{_SCHOOL}/teams", {}),
}
"""The method, the address and what is typed."""


def crew(town: Town, ticket_id: UUID = OWN_TICKET) -> None:
    """Ashgrove has a team of its own, which has a ticket."""
    whose: dict[str, Any] = {"school_id": ASHGROVE}
    about = whose | {"ticket_id": ticket_id}
    asks = Requester(name=PRIYA.name, email=PRIYA.email)
    for command in (
        SetTeams(**whose, teams=(Team(team_id=OWN_TEAM, name="IT support"),)),
        OpenTicket(
            **about,
            subject="The kiln will not light",
            description="It is cold.",
            requester=asks,
            channel=Channel.PORTAL,
            impact=Level.LOW,
            urgency=Level.LOW,
        ),
        HandOverTicket(
            **about,
            version=1,
            message_id=uuid5(ticket_id, "note"),
            known="The gas is on.",
            next="Try the other match.",
            team_id=OWN_TEAM,
        ),
    ):
        town.execute(command)
    took(town, ticket_id)
