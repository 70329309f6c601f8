"""May the desk and a school say what their teams are, and nobody of another?"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from contracts.access import Role
from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.services.gateway.team_routes import OWN_TEAM, TEAM
from tests.support.cast import ASHGROVE

OWN, DELIVERY = f"/schools/{ASHGROVE}/teams", f"/schools/{ASHGROVE}/delivery"
NETWORKS = {"team_id": str(TEAM), "name": "Networks"}
SUPPORT = {"team_id": str(OWN_TEAM), "name": "IT support"}
NOTE = {"known": "The tray is new.", "next": "Look at the drum."}


def crewed(api: Api) -> None:
    """Both have their team."""
    json_of(api.administrator.put("/teams", {"teams": [NETWORKS]}))
    json_of(api.administrator.put(OWN, {"teams": [SUPPORT]}))


def member(actor: str, *skills: str) -> dict[str, Any]:
    return {"actor": actor, "skills": [*skills]}


def test_the_msp_sets_its_teams_and_a_head_those_of_the_school(api: Api) -> None:
    body = {"teams": [NETWORKS | {"members": [member("person:1", "wireless")]}]}
    set_now = json_of(api.olu.put("/teams", body | {"version": 0}))
    assert (set_now["teams_version"], set_now["teams"]) == (1, body["teams"])
    problem_of(api.olu.put("/teams", body | {"version": 0}), 409, "conflict")
    head = api.program(Role.HEAD, ASHGROVE)
    json_of(head.put(OWN, {"teams": [SUPPORT]}))
    assert json_of(api.priya.get(OWN))["teams"][0]["name"] == "IT support"
    problem_of(api.priya.put(OWN, {"teams": []}), 403, "forbidden")
    problem_of(head.put("/teams", {"teams": []}), 403, "forbidden")
    problem_of(head.get("/teams"), 403, "forbidden")
    problem_of(api.ben.get(OWN), 403, "forbidden")


def test_teams_without_names_are_told_where_they_stand(api: Api) -> None:
    wrong = api.olu.put("/teams", {"teams": [NETWORKS, SUPPORT | {"name": " "}]})
    assert bad_fields(wrong).keys() == {"teams.1.name"}


def test_a_new_ticket_begins_with_who_looks_after_its_service(api: Api) -> None:
    crewed(api)
    way = {"service": "print-service", "by": "school", "team_id": str(OWN_TEAM)}
    json_of(api.administrator.put(DELIVERY, {"ways": [way]}))
    assert json_of(api.priya.get(DELIVERY))["delivery_version"] == 1
    ticket = api.olu.opens(service="print-service")
    shown = api.olu.sees(ticket)
    assert (shown["team_id"], shown["with_school"]) == (str(OWN_TEAM), True)
    found = json_of(api.olu.get("/tickets", queue="with_school"))["tickets"]
    assert [one["ticket_id"] for one in found] == [ticket]
    wrong = api.administrator.put(DELIVERY, {"ways": [way | {"team_id": str(TEAM)}]})
    assert bad_fields(wrong).keys() == {"ways.0.team_id"}
    problem_of(api.priya.put(DELIVERY, {"ways": []}), 403, "forbidden")


def test_a_ticket_goes_to_a_team_and_is_found_by_it(api: Api) -> None:
    crewed(api)
    ticket = api.olu.opens()
    given = api.olu.acts(ticket, "assign", assignee=None, team_id=str(TEAM))
    assert json_of(given)["team_id"] == str(TEAM)
    found = json_of(api.olu.get("/tickets", team_id=str(TEAM)))["tickets"]
    assert [one["ticket_id"] for one in found] == [ticket]
    unknown = api.olu.acts(ticket, "assign", assignee=None, team_id=str(uuid4()))
    assert bad_fields(unknown).keys() == {"team_id"}


def test_what_is_handed_over_has_a_note_with_it(api: Api) -> None:
    crewed(api)
    ticket = api.olu.opens()
    bare = api.olu.acts(ticket, "hand-over", known=" ", next=" ")
    assert bad_fields(bare).keys() == {"known", "next"}
    after = json_of(api.olu.acts(ticket, "hand-over", **NOTE, team_id=str(OWN_TEAM)))
    assert after["timeline"][-1]["kind"] == "handed_over"
    assert "drum" in api.priya.sees(ticket)["timeline"][-1]["text"]


def test_a_technician_works_on_what_is_with_the_schools_own_team(api: Api) -> None:
    crewed(api)
    technician = api.program(Role.TECHNICIAN, ASHGROVE)
    ticket = api.olu.opens()
    problem_of(technician.acts(ticket, "own-team", act="take"), 403, "forbidden")
    json_of(api.olu.acts(ticket, "hand-over", **NOTE, team_id=str(OWN_TEAM)))
    problem_of(api.priya.acts(ticket, "own-team", act="take"), 403, "forbidden")
    taken = json_of(technician.acts(ticket, "own-team", act="take"))
    assert taken["assignee"].startswith("technician:")
    problem_of(technician.acts(ticket, "note", text="Mine."), 403, "forbidden")
    back = technician.acts(ticket, "own-team", act="hand_back", said="E13.", next="?")
    assert json_of(back)["with_school"] is False


def test_who_is_good_at_it_is_suggested_to_the_desk_alone(api: Api) -> None:
    body = {"teams": [NETWORKS | {"members": [member("person:1", "print-service")]}]}
    json_of(api.administrator.put("/teams", body))
    ticket = api.olu.opens(service="print-service")
    [one] = json_of(api.olu.get(f"/tickets/{ticket}/receivers"))["suggestions"]
    assert (one["actor"], one["team"]) == ("person:1", "Networks")
    answer = api.priya.get(f"/tickets/{ticket}/receivers")
    problem_of(answer, 403, "forbidden")
