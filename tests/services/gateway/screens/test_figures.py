"""What was kept, and what is at risk, on a page?"""

from __future__ import annotations

from tests.services.gateway import promises
from tests.services.gateway.api import Api, bad_fields, json_of
from tests.services.gateway.bodies import RESTATED
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, BECKFIELD

ALL, OF_ASHGROVE = "/console/figures", f"/console/schools/{ASHGROVE}/figures"


def done(api: Api) -> None:
    """A P1 of Ashgrove's that was done in time, and another that runs."""
    for _ in range(2):
        ticket = api.olu.opens(impact="high", urgency="high")
        api.town.settle()
    json_of(api.olu.acts(ticket, "resolve", note="Mended."))
    api.town.settle()


def test_the_desk_sees_all_schools_together_and_each(api: Api, olu: Reader) -> None:
    assert "Nothing was decided in this month." in olu.reads(ALL)
    done(api)
    page = olu.reads(ALL)
    assert "Of 3 targets that were decided, 3 were kept and 0 missed." in page
    assert f'href="{OF_ASHGROVE}?month=2026-06"' in page
    assert "100.0 %" in page


def test_a_school_sees_its_own_and_how_to_compute_them_again(
    api: Api, priya: Reader
) -> None:
    done(api)
    page = priya.reads(OF_ASHGROVE)
    assert f"What was kept: {ASHGROVE_NAME}" in page
    assert "P1 critical, First reply</a> is due" in page
    assert f"./caretaker sla recompute --school {ASHGROVE} --month 2026-06" in page


def test_beckfield_sees_nothing_of_ashgroves_figures(api: Api, ben: Reader) -> None:
    done(api)
    ben.reads(OF_ASHGROVE, status=403)
    ben.reads(ALL, status=403)
    page = ben.reads(f"/console/schools/{BECKFIELD}/figures")
    assert "Of 0 targets that were decided" in page
    assert "Nothing is due within a day." in page


def test_what_is_no_month_is_said_to_be_none(olu: Reader) -> None:
    assert "Not a month such as 2026-11." in olu.reads(f"{ALL}?month=June", status=422)


def test_what_is_restated_stands_beside_what_was_kept(
    api: Api, olu: Reader, priya: Reader
) -> None:
    ticket = promises.done(api)
    at = f"/tickets/{ticket}/sla/restate"
    assert "restated" not in priya.reads(OF_ASHGROVE)
    json_of(api.administrator.post(at, RESTATED))
    page = priya.reads(OF_ASHGROVE)
    assert "restated: 0.0 %" in page
    assert "restated: 100.0 %" in page
    assert "restated: 0.0 %" in olu.reads(ALL)
    clock = priya.reads(f"/tickets/{ticket}/clock")
    for words in (
        "Restated under version 2",
        "Agreed in May.",
        "kept, 10 min to spare",
        "missed by 5 min",
    ):
        assert words in clock


def test_the_figures_are_there_while_nobody_tells_how_it_was_found(
    api: Api, olu: Reader, priya: Reader
) -> None:
    done(api)
    told = "This cannot be shown just now."
    assert told not in olu.reads(ALL)
    api.town.link.hosted.pop("intake")
    for page in (olu.reads(ALL), priya.reads(OF_ASHGROVE)):
        assert "Of 3 targets that were decided, 3 were kept" in page
        assert told in page


def test_who_answers_first_is_told_by_role(
    api: Api, olu: Reader, priya: Reader, ben: Reader
) -> None:
    nobody = "Nobody was answered for the first time in this month."
    assert nobody in olu.reads(ALL)
    json_of(api.olu.acts(api.olu.opens(), "reply", text="We are on our way."))
    heading = '<th scope="row">Operator</th>'
    for page in (olu.reads(ALL), priya.reads(OF_ASHGROVE)):
        assert heading in page
    assert nobody in ben.reads(f"/console/schools/{BECKFIELD}/figures")
    asked = api.priya.get("/first-replies", month="2026-06")
    assert json_of(asked)["replies"][0] | {"school_id": ""} == {
        "school_id": "",
        "role": "operator",
        "requests": 1,
        "median": 0,
        "most": 0,
    }
    assert set(bad_fields(api.olu.get("/first-replies", month="June"))) == {"month"}
