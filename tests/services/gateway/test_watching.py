"""May the desk and a school say who else is told of a ticket, and see who is?"""

from __future__ import annotations

import pytest

from contracts.access import Role
from contracts.values import PROVIDER
from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.services.gateway.screens.pages import make_known
from tests.services.gateway.watching_routes import SAM, SAMS_ADDRESS, colleague
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, OLU, PRIYA


@pytest.fixture
def at(api: Api) -> str:
    """Where it is said who watches a ticket of Priya's, at a school with people."""
    make_known(api, OLU, Role.OPERATOR, PROVIDER)
    make_known(api, PRIYA, Role.STAFF, ASHGROVE)
    make_known(api, BEN, Role.STAFF, BECKFIELD)
    colleague(api.town)
    return f"/tickets/{api.olu.opens()}/watchers"


def test_people_of_the_school_and_the_desk_are_told_once(api: Api, at: str) -> None:
    first = json_of(api.olu.post(at, {"who": "sam adeyemi"}, key="one"))
    assert json_of(api.olu.post(at, {"who": "sam adeyemi"}, key="one")) == first
    [sam] = first["watchers"]
    assert (sam["person_id"], sam["email"]) == (str(SAM), SAMS_ADDRESS)
    both = json_of(api.olu.post(at, {"who": OLU.email}))["watchers"]
    assert [one["of_desk"] for one in both].count(True) == 1
    seen = json_of(api.priya.get(at))["watchers"]
    assert OLU.email not in {one["email"] for one in seen}
    gone = api.olu.call("DELETE", f"{at}/{SAM}")
    assert gone.status_code == 204
    assert len(json_of(api.olu.get(at))["watchers"]) == 1


def test_a_school_has_its_own_told_and_nobody_else(api: Api, at: str) -> None:
    json_of(api.priya.post(at, {"who": SAMS_ADDRESS}))
    for stranger in (OLU.email, BEN.email, "Nobody"):
        assert bad_fields(api.priya.post(at, {"who": stranger})).keys() == {"who"}
    assert "at the school" in bad_fields(api.priya.post(at, {"who": "x"}))["who"][0]
    problem_of(api.priya.call("DELETE", f"{at}/{SAM}"), 403, "forbidden")


def test_who_asked_or_is_not_said_is_told_at_its_field(api: Api, at: str) -> None:
    for body in ({"who": PRIYA.email}, {"who": ""}, {}):
        assert bad_fields(api.olu.post(at, body)).keys() == {"who"}


def test_beckfield_sees_nobody_who_watches_at_ashgrove(api: Api, at: str) -> None:
    json_of(api.olu.post(at, {"who": SAMS_ADDRESS}))
    problem_of(api.ben.get(at), 404, "not_found")
    problem_of(api.ben.post(at, {"who": BEN.email}), 404, "not_found")
    problem_of(api.ben.call("DELETE", f"{at}/{SAM}"), 404, "not_found")
