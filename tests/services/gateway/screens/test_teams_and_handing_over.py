"""Does a page say which teams there are, and hand a ticket over with what is known?"""

from __future__ import annotations

import re
from typing import Any

from contracts.access import Role
from contracts.intake import GetTicket, OpenTicket, Requester, TicketView
from contracts.teams import GetTeams, TeamsView
from contracts.values import PROVIDER, Channel, Level
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader, make_known
from tests.services.gateway.screens.team_pages import OWN_TICKET, crew
from tests.services.gateway.team_routes import OWN_TEAM
from tests.support.cast import ASHGROVE, OLU, PRIYA, TICKET, ZOE

OURS = f"/console/schools/{PROVIDER}/teams"
THEIRS = f"/console/schools/{ASHGROVE}/teams"
OF_TICKET = f"/console/tickets/{TICKET}"
OLU_IS, ZOE_IS = (f"person:{one.person_id}" for one in (OLU, ZOE))
NOTE = {"known": "The lamp is new.", "next": "Look at the cable."}


def opened(api: Api) -> None:
    command = OpenTicket(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        subject="The kiln will not light",
        description="It is cold.",
        requester=Requester(name=PRIYA.name, email=PRIYA.email),
        channel=Channel.PORTAL,
        impact=Level.LOW,
        urgency=Level.LOW,
        service="wireless",
    )
    api.town.execute(command)


def teams(api: Api) -> TeamsView:
    view: TeamsView = api.town.ask(GetTeams())
    return view


def ticket(api: Api) -> TicketView:
    view: TicketView = api.town.ask(GetTicket(ticket_id=TICKET))
    return view


def kept(reader: Reader, **typed: Any) -> str:
    """Keep the team of the desk; the id that it then has."""
    said = {f"in-{OLU_IS}": "on", f"skills-{OLU_IS}": "Wireless, print service,"}
    sent = reader.sends(OURS, **{"name": "Networks", "version": "0", **said, **typed})
    assert sent.status_code == 303, sent.text
    [team] = teams(reader.api).teams
    return str(team.team_id)


def test_a_team_is_kept_changed_and_removed(api: Api, olu: Reader) -> None:
    team = kept(olu)
    [one] = teams(api).teams
    [member] = one.members
    assert (member.actor, member.skills) == (OLU_IS, ("wireless", "print-service"))
    page = olu.reads(f"{OURS}?team={team}")
    assert 'value="wireless, print-service"' in page
    assert "Change Networks" in page
    changed = {"team": team, "version": "1", "name": "Wires", f"in-{OLU_IS}": "on"}
    assert olu.sends(OURS, **changed).status_code == 303
    assert [one.name for one in teams(api).teams] == ["Wires"]
    gone = olu.sends(f"{OURS}/remove", team=team, version="2")
    assert gone.status_code == 303
    assert teams(api).teams == ()


def test_of_two_who_change_teams_at_once_the_later_is_told(olu: Reader) -> None:
    team = kept(olu)
    late = olu.sends(OURS, team=team, version="0", name="Wires")
    assert late.status_code == 409
    assert "Somebody changed these teams since you looked" in late.text
    late = olu.sends(f"{OURS}/remove", team=team, version="0")
    assert late.status_code == 409


def test_a_team_without_a_name_or_with_anothers_is_told_at_its_field(
    api: Api, olu: Reader
) -> None:
    kept(olu)
    for name in ("", " networks ", "a" * 61):
        wrong = olu.sends(OURS, name=name, version="1")
        assert wrong.status_code == 422
        assert 'href="#name"' in wrong.text
    assert len(teams(api).teams) == 1


def test_an_engineer_reads_the_teams_and_changes_none(api: Api) -> None:
    zoe = make_known(api, ZOE, Role.ENGINEER, PROVIDER).signed_in()
    page = zoe.reads(OURS)
    assert "There is no team yet." in page
    assert "Keep team" not in page
    assert zoe.sends(OURS, name="Networks").status_code == 403


def test_a_schools_own_team_has_its_technicians(
    api: Api, olu: Reader, priya: Reader, ben: Reader
) -> None:
    assert "Nobody is a technician of the school" in olu.reads(THEIRS)
    technician = make_known(api, PRIYA, Role.TECHNICIAN, ASHGROVE)
    api.town.clock.advance(minutes=1)
    assert PRIYA.name in olu.reads(THEIRS)
    mine = {f"in-person:{PRIYA.person_id}": "on", "name": "IT support"}
    assert olu.sends(THEIRS, **mine).status_code == 303
    page = technician.signed_in().reads(THEIRS)
    assert "IT support" in page
    assert "Keep team" not in page
    ben.reads(THEIRS, 403)


def test_a_ticket_is_handed_over_with_what_is_known_to_who_is_good_at_it(
    api: Api, olu: Reader, priya: Reader
) -> None:
    make_known(api, ZOE, Role.ENGINEER, PROVIDER)
    team = kept(olu)
    opened(api)
    page = olu.reads(OF_TICKET)
    assert "Olu (Networks) is good at wireless, and works on 0 now." in page
    assert f'<option value="team:{team}"' in page
    at = f"{OF_TICKET}/hand_over"
    bare = olu.sends(at, version="1", to=f"team:{team}", known=" ", next="")
    assert bare.status_code == 422
    assert f'<option value="team:{team}" selected' in bare.text
    for nobody in ("", "team:nobody"):
        assert olu.sends(at, version="1", to=nobody, **NOTE).status_code == 422
    assert olu.sends(at, version="1", to=f"team:{team}", **NOTE).status_code == 303
    page = olu.reads(OF_TICKET)
    assert "with Networks" in page
    assert "The lamp is new." in page
    assert "The lamp is new." not in priya.reads(f"/portal/{ASHGROVE}/tickets/{TICKET}")
    assert "The kiln will not light" in olu.reads("/console?tab=my_team_unassigned")
    assert olu.sends(at, version="2", to=ZOE_IS, **NOTE).status_code == 303
    view = ticket(api)
    assert (view.assignee, str(view.team_id)) == (ZOE_IS, team)
    assert olu.sends(at, version="3", to="queue", **NOTE).status_code == 303
    assert (ticket(api).assignee, ticket(api).team_id) == (None, None)


def test_what_the_schools_own_team_has_is_told_on_the_ticket(
    api: Api, olu: Reader
) -> None:
    crew(api.town)
    page = olu.reads(f"/console/tickets/{OWN_TICKET}")
    assert "This is with the school’s own team, IT support." in page
    assert f'<option value="team:{OWN_TEAM}"' in page
    page = olu.reads("/console?tab=with_school")
    assert re.search(r"Open · IT support", page)


def test_tickets_of_a_team_are_found_by_fields_and_kept_as_a_view(
    api: Api, olu: Reader
) -> None:
    team = kept(olu)
    opened(api)
    assert olu.sends(f"{OF_TICKET}/hand_over", version="1", to=f"team:{team}", **NOTE)
    assert "The kiln will not light" in olu.reads(f"/console/search?team={team}")
    saved = olu.sends("/console/views", name="Wires", team=team, state="my_team")
    assert saved.status_code == 303
    page = olu.reads(saved.location)
    assert "The kiln will not light" in page
