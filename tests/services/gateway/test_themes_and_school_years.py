"""Which days are a school year, and what is told of one by API?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.access import Role
from contracts.calendar import SetTerms
from contracts.refusals import Invalid
from contracts.themes import TermBegun
from contracts.values import Nation, Term
from services.gateway.school_years import SchoolYear, asked_of, year_of
from tests.services.gateway.api import Api, json_of, problem_of
from tests.services.gateway.incident_routes import NEARLY
from tests.support.cast import ASHGROVE, BECKFIELD, OLU

YEAR = SchoolYear(2025)
JUNE = date(2026, 6, 8)
AUTUMN = Term(name="Michaelmas", from_on=date(2025, 9, 3), until_on=date(2025, 12, 19))
SPRING = Term(name="Lent", from_on=date(2026, 1, 6), until_on=date(2026, 3, 27))


@pytest.mark.parametrize(
    ("today", "nation", "name"),
    [
        (date(2026, 8, 31), Nation.ENGLAND, "2025-26"),
        (date(2026, 9, 1), Nation.WALES, "2026-27"),
        (date(2026, 8, 1), Nation.SCOTLAND, "2026-27"),
        (date(2099, 12, 1), Nation.NORTHERN_IRELAND, "2099-00"),
    ],
)
def test_this_year_is_the_one_that_runs(today: date, nation: Nation, name: str) -> None:
    assert year_of("", today, nation).name == name


def test_a_year_ends_the_day_before_the_next_one() -> None:
    assert (YEAR.first_on, YEAR.last_on) == (date(2025, 9, 1), date(2026, 8, 31))
    scots = year_of("2025-26", JUNE, Nation.SCOTLAND)
    assert (scots.first_on, scots.last_on) == (date(2025, 8, 1), date(2026, 7, 31))


@pytest.mark.parametrize("named", ["2025", "2025-27", "1999-00", "2025/26", "next"])
def test_what_is_no_year_is_invalid(named: str) -> None:
    with pytest.raises(Invalid, match="year"):
        year_of(named, JUNE, Nation.ENGLAND)


def test_terms_are_the_schools_and_the_first_begins_with_the_year() -> None:
    asked = asked_of(YEAR, (SPRING, AUTUMN), ASHGROVE)
    assert asked.terms == (
        TermBegun(title="Michaelmas", from_on=date(2025, 9, 1)),
        TermBegun(title="Lent", from_on=date(2026, 1, 6)),
    )
    assert asked.before_from == date(2024, 9, 1)


def test_where_a_school_told_none_they_are_the_usual_ones() -> None:
    other_year = asked_of(SchoolYear(2027), (SPRING, AUTUMN), ASHGROVE)
    assert [one.from_on for one in other_year.terms] == [
        *(date(2027, 9, 1), date(2028, 1, 1), date(2028, 4, 1))
    ]
    scots = asked_of(SchoolYear(2027, 8), (), None).terms
    assert scots[0] == TermBegun(title="Autumn", from_on=date(2027, 8, 1))


def told(api: Api, **asked: Any) -> Any:
    return json_of(api.olu.get("/themes", **asked))


def test_a_near_miss_and_a_kind_are_told_and_counted(api: Api) -> None:
    terms = SetTerms(school_id=ASHGROVE, terms=(AUTUMN, SPRING))
    api.town.execute(terms, by=OLU.caller)
    at = f"/schools/{ASHGROVE}/near-misses"
    near = json_of(api.priya.post(at, NEARLY), 201)
    assert api.priya.sees(near["ticket_id"])["incident"]["kind"]["near_miss"]
    ticket = api.olu.opens()
    given = {"kind": "phishing", "version": 0}
    shown = json_of(api.olu.post(f"/tickets/{ticket}/incident-kind", given))
    assert shown["incident"]["kind"]["title"] == "Phishing"
    problem_of(api.olu.post(f"/tickets/{ticket}/incident-kind", given), 409, "conflict")
    view = told(api, school=str(ASHGROVE))
    assert [one["title"] for one in view["terms"]] == ["Michaelmas", "Lent"]
    assert [(one["kind"], one["happened"]["terms"]) for one in view["kinds"]] == [
        ("outage", [0, 0]),
        ("phishing", [0, 1]),
    ]
    assert view["in_all"]["nearly"]["times"] == 1
    assert told(api, school=str(ASHGROVE), year="2024-25")["kinds"] == []
    wrong = api.olu.get("/themes", year="2024-26")
    problem_of(wrong, 422, "invalid")


def test_a_token_of_a_school_gets_its_own_with_its_terms(api: Api) -> None:
    terms = SetTerms(school_id=ASHGROVE, terms=(AUTUMN,))
    api.town.execute(terms, by=OLU.caller)
    json_of(api.priya.post(f"/schools/{ASHGROVE}/near-misses", NEARLY), 201)
    governor = api.program(Role.GOVERNOR, ASHGROVE)
    view = json_of(governor.get("/themes"))
    assert [one["title"] for one in view["terms"]] == ["Michaelmas"]
    assert view["in_all"]["nearly"]["times"] == 1
    assert view["by_school"] == []
    other = api.program(Role.HEAD, BECKFIELD)
    assert json_of(other.get("/themes"))["in_all"]["nearly"]["times"] == 0
    problem_of(other.get("/themes", school=str(ASHGROVE)), 403, "forbidden")


def test_whoever_reads_no_log_reads_no_themes(api: Api) -> None:
    problem_of(api.priya.get("/themes"), 403, "forbidden")
    kinds = json_of(api.priya.get("/incident-kinds"))["kinds"]
    assert "phishing" in [one["name"] for one in kinds]
