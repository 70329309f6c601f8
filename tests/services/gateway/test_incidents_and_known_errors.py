"""Is what is recorded of problems and known errors told by API as it is?"""

from __future__ import annotations

from typing import Any

import pytest

from services.gateway import known_errors
from tests.services.gateway.api import Api, json_of, problem_of
from tests.services.gateway.incident_routes import JAM, TROUBLE, troubled
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, BECKFIELD

SAID: dict[str, Any] = {
    "title": "Printing stops",
    "workaround": "Restart it.",
    "schools": [str(ASHGROVE), str(BECKFIELD)],
}


def test_the_incidents_of_a_problem_are_resolved_each_with_its_result(api: Api) -> None:
    troubled(api.town)
    at = f"/tickets/{TROUBLE}/incidents/resolve"
    told = json_of(api.olu.post(at, {"note": "New rollers."}))["results"]
    assert [(one["ticket_id"], one["refused"]) for one in told] == [(str(JAM), None)]
    assert api.olu.sees(str(JAM))["state"] == "resolved"
    assert json_of(api.olu.post(at, {"note": "Again."}))["results"] == []


def test_what_is_recorded_of_a_problem_is_shown_with_its_ticket(api: Api) -> None:
    troubled(api.town)
    helps = {"workaround": "Fan the paper.", "shown": True, "version": 0}
    shown = json_of(api.olu.post(f"/tickets/{TROUBLE}/problem", helps))
    assert shown["incident"]["problem"]["workaround"] == "Fan the paper."
    again = api.olu.post(f"/tickets/{TROUBLE}/problem", helps)
    problem_of(again, 409, "conflict")
    [told] = json_of(api.priya.get(f"/tickets/{JAM}"))["incident"]["workarounds"]
    assert told["workaround"] == "Fan the paper."


def test_no_words_that_several_schools_read_name_one_of_them(api: Api) -> None:
    naming = SAID | {"workaround": f"As {ASHGROVE_NAME.upper()} does: restart it."}
    wrong = problem_of(api.olu.post("/known-errors", naming), 422, "invalid")
    assert [one["field"] for one in wrong["errors"]] == ["workaround"]
    own = naming | {"schools": [str(ASHGROVE)]}
    json_of(api.olu.post("/known-errors", own), 201)


def test_a_school_that_is_not_there_reads_nothing(api: Api) -> None:
    nobody = SAID | {"schools": [str(JAM)]}
    wrong = problem_of(api.olu.post("/known-errors", nobody), 422, "invalid")
    assert [one["field"] for one in wrong["errors"]] == ["schools"]


def test_without_the_guard_one_school_would_be_named_to_another(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the one above."""
    monkeypatch.setattr(known_errors, "named_schools", lambda _command, _called: ())
    naming = SAID | {"workaround": f"As {ASHGROVE_NAME} does: restart it."}
    json_of(api.olu.post("/known-errors", naming), 201)
    told = api.ben.get(f"/schools/{BECKFIELD}/known-errors")
    assert ASHGROVE_NAME in told.text
