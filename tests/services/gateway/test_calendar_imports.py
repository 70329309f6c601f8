"""Is a calendar brought from a file as it was shown, and nothing before?"""

from __future__ import annotations

from typing import Any

from contracts.directory import GetSchool, SchoolView
from services.gateway.calendar_plan import LARGEST
from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.services.gateway.bodies import AUTUMN, MOCKS, SNOW
from tests.services.gateway.calendar_texts import TABLE, WITH_FAULTS
from tests.support.cast import ASHGROVE, BECKFIELD

AT = f"/schools/{ASHGROVE}/calendar"


def seen(api: Api, text: str, school: object = ASHGROVE) -> Any:
    at = f"/schools/{school}/calendar/preview"
    return json_of(api.olu.post(at, {"text": text}))


def known(api: Api, school: Any = ASHGROVE) -> SchoolView:
    view: SchoolView = api.town.ask(GetSchool(school_id=school))
    return view


def test_what_a_file_would_change_is_shown_and_then_set_as_it_was_shown(
    api: Api,
) -> None:
    preview = seen(api, TABLE)
    assert [change["says"] for change in preview["changes"]][1:] == [
        "INSET: Safeguarding, 01/09/2026",
        "Exams: Mocks, 11/01/2027 to 22/01/2027",
    ]
    before = known(api)
    assert (before.terms, before.closures, before.exams) == ((), (), ())
    shown = json_of(api.olu.put(AT, preview["calendar"]))
    assert [term["name"] for term in shown["terms"]] == ["Autumn term"]
    assert [one["kind"] for one in shown["closures"]] == ["inset"]
    assert [one["name"] for one in shown["exams"]] == ["Mocks"]
    again = seen(api, TABLE)
    assert (again["changes"], again["unchanged"]) == ([], 3)


def test_what_was_changed_since_it_was_shown_is_not_overwritten(api: Api) -> None:
    preview = seen(api, TABLE)
    json_of(api.olu.put(f"/schools/{ASHGROVE}/closures", {"closures": [SNOW]}))
    problem_of(api.olu.put(AT, preview["calendar"]), 409, "conflict")
    assert [one.reason for one in known(api).closures] == ["Snow"]
    # The twin: without the version that was looked at it would be gone.
    json_of(api.olu.put(AT, preview["calendar"] | {"version": None}))
    assert [one.reason for one in known(api).closures] == ["Safeguarding"]


def test_nothing_is_set_where_anything_is_wrong(api: Api) -> None:
    backwards = MOCKS | {"until_on": "2026-01-01"}
    body = {"terms": [AUTUMN], "closures": [SNOW], "exams": [backwards]}
    assert set(bad_fields(api.olu.put(AT, body))) == {"exams.0.until_on"}
    assert known(api).terms == ()


def test_each_line_that_is_left_out_says_why(api: Api) -> None:
    left = seen(api, WITH_FAULTS)["left_out"]
    assert [(one["line"], one["wrong"]) for one in left] == [
        (6, True),
        (7, True),
        (8, False),
    ]
    assert left[1]["why"] == "'31/02/2027' is not a day such as 01/09/2026"


def test_what_is_handed_out_comes_back_as_it_was(api: Api) -> None:
    preview = seen(api, TABLE + "emergency,Snow; and ice,12/01/2027,13/01/2027\n")
    json_of(api.olu.put(AT, preview["calendar"]))
    api.town.settle()
    file = api.olu.get(f"/schools/{ASHGROVE}/calendar.ics").text
    json_of(
        api.olu.put(
            f"/schools/{BECKFIELD}/calendar", seen(api, file, BECKFIELD)["calendar"]
        )
    )
    ours, theirs = known(api), known(api, BECKFIELD)
    assert (theirs.terms, theirs.closures, theirs.exams) == (
        ours.terms,
        ours.closures,
        ours.exams,
    )


def test_a_file_that_is_too_large_is_refused(api: Api) -> None:
    preview = f"{AT}/preview"
    for text in ("", "x" * (LARGEST + 1)):
        assert set(bad_fields(api.olu.post(preview, {"text": text}))) == {"text"}


def test_only_the_msp_brings_calendars(api: Api) -> None:
    nothing: dict[str, Any] = {"terms": [], "closures": [], "exams": []}
    problem_of(api.priya.put(AT, nothing), 403, "forbidden")
    body = {"text": TABLE}
    problem_of(api.priya.post(f"{AT}/preview", body), 403, "forbidden")
