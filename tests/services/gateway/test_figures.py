"""What was kept, and what is at risk?"""

from __future__ import annotations

from contracts.access import Role
from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.support.cast import ASHGROVE


def test_the_figures_of_a_month_are_shown(api: Api) -> None:
    ticket = api.olu.opens(impact="high", urgency="high")
    api.town.settle()
    json_of(api.olu.acts(ticket, "resolve", note="Mended."))
    api.town.settle()
    told = json_of(api.priya.get("/attainment", month="2026-06"))
    assert told["month"] == "2026-06"
    assert [one["kept"] for one in told["attained"]] == [1, 1, 1]
    assert len(told["months"]) == 12
    assert bad_fields(api.olu.get("/attainment", month="June")) == {
        "month": ["Not a month such as 2026-11."]
    }


def test_what_is_at_risk_is_shown(api: Api) -> None:
    ticket = api.olu.opens(impact="high", urgency="high")
    api.town.settle()
    told = json_of(api.olu.get("/at-risk", limit=1))
    assert [one["ticket_id"] for one in told["at_risk"]] == [ticket]
    assert told["owed"] == 0


def test_how_requesters_found_it_is_shown(api: Api) -> None:
    told = json_of(api.olu.get("/satisfaction", month="2026-06"))
    assert told == {"month": "2026-06", "satisfied": [], "comments": []}
    assert set(bad_fields(api.olu.get("/satisfaction", month="June"))) == {"month"}


def test_what_recurs_is_shown(api: Api) -> None:
    for _ in range(2):
        api.olu.opens(category="printing")
    [one] = json_of(api.olu.get("/recurring", times=2, days=7))["recurring"]
    assert (one["name"], one["times"], one["problem"]) == ("printing", 2, None)
    assert json_of(api.priya.get("/recurring"))["recurring"] == []
    assert set(bad_fields(api.olu.get("/recurring", days=0))) == {"days"}


def test_a_school_gets_its_own_figures_and_no_others(api: Api) -> None:
    api.olu.opens(impact="high", urgency="high")
    api.town.settle()
    assert json_of(api.ben.get("/at-risk"))["at_risk"] == []
    for path in ("/attainment", "/at-risk", "/satisfaction", "/recurring"):
        answer = api.ben.get(path, school=str(ASHGROVE))
        problem_of(answer, 403, "forbidden")
    monitoring = api.program(Role.MONITORING)
    problem_of(monitoring.get("/attainment"), 403, "forbidden")
