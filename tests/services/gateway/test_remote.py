"""What do programs tell of remote sessions, and what does a school read of its own?"""

from __future__ import annotations

from contracts.access import Role
from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.services.gateway.remote_routes import AGREES, SESSION
from tests.support.cast import ASHGROVE

AT = f"/schools/{ASHGROVE}/remote-sessions"


def test_a_tool_tells_of_a_session_from_its_beginning_to_its_end(api: Api) -> None:
    ticket = api.olu.opens()
    opened = json_of(api.olu.post(f"/tickets/{ticket}/remote-sessions", SESSION))
    one = f"{AT}/{opened['session_id']}"
    json_of(api.olu.post(f"{one}/actions", {"what": "A new driver."}))
    json_of(api.olu.post(f"{one}/close", {}))
    [seen] = json_of(api.priya.get(AT, ticket=ticket))["sessions"]
    assert (seen["device"], seen["agreed"]) == (SESSION["device"], "phone")
    assert [done["what"] for done in seen["actions"]] == ["A new driver."]
    assert seen["closed_at"] is not None


def test_a_session_without_consent_is_refused(api: Api) -> None:
    at = f"/tickets/{api.olu.opens()}/remote-sessions"
    problem_of(api.olu.post(at, SESSION | {"agreed_by": ""}), 422, "refused")
    problem_of(api.olu.post(at, SESSION | {"unattended": True}), 422, "refused")
    problem_of(api.priya.post(at, SESSION), 403, "forbidden")
    assert set(bad_fields(api.olu.post(at, {}))) == {"purpose", "device", "tool"}


def test_the_school_agrees_and_the_desk_may_not_for_it(api: Api) -> None:
    head = api.program(Role.HEAD, ASHGROVE)
    at = f"/schools/{ASHGROVE}/standing-consent"
    problem_of(api.olu.call("PUT", at, json=AGREES), 403, "forbidden")
    given = json_of(head.call("PUT", at, json=AGREES))["consent"]
    assert given["devices"] == AGREES["devices"]
    ticket = f"/tickets/{api.olu.opens()}/remote-sessions"
    json_of(api.olu.post(ticket, SESSION | {"unattended": True}))
    assert head.call("DELETE", at).status_code == 204
    problem_of(api.olu.post(ticket, SESSION | {"unattended": True}), 422, "refused")
