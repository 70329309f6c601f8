"""What would a file make of a school's calendar?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.directory import SchoolView
from contracts.values import Closure, ClosureKind, ExamPeriod, Term
from services.gateway import calendar_plan
from services.gateway.calendar_plan import Change, Plan, planned, term_in_words
from tests.services.gateway.calendar_texts import (
    FIRST_AND_LAST_DAYS,
    HOLIDAYS,
    TABLE,
    WITH_FAULTS,
    ics,
    whole_days,
)
from tests.support.cast import ASHGROVE, ASHGROVE_NAME
from tests.support.scenario import at

SCHOOL = SchoolView(
    school_id=ASHGROVE,
    name=ASHGROVE_NAME,
    urn=None,
    added_at=at("mon 09:00"),
    version=1,
    hours=None,
)
AUTUMN = Term(
    name="Autumn term",
    from_on=date(2026, 9, 1),
    until_on=date(2026, 12, 18),
    half_term_from=date(2026, 10, 26),
    half_term_until=date(2026, 10, 30),
)
SPRING = Term(name="Spring term", from_on=date(2027, 1, 4), until_on=date(2027, 3, 25))
SNOW = Closure(
    from_on=date(2027, 1, 12),
    until_on=date(2027, 1, 13),
    kind=ClosureKind.EMERGENCY,
    reason="Snow",
)
SAFEGUARDING = Closure(
    from_on=AUTUMN.from_on,
    until_on=AUTUMN.from_on,
    kind=ClosureKind.INSET,
    reason="Safeguarding",
)
MOCKS = ExamPeriod(name="Mocks", from_on=date(2027, 1, 11), until_on=date(2027, 1, 22))


def words(plan: Plan) -> list[str]:
    return [term_in_words(term) for term in plan.terms]


def why(plan: Plan) -> list[str]:
    return [one.why for one in plan.left]


def test_a_table_becomes_terms_closures_and_exams() -> None:
    plan = planned(SCHOOL, TABLE)
    assert plan.terms == (AUTUMN,)
    assert plan.closures == (SAFEGUARDING,)
    assert plan.exams == (MOCKS,)
    assert plan.changes == (
        Change(
            "Autumn term, 01/09/2026 to 18/12/2026, half term 26/10/2026 to 30/10/2026",
            (),
        ),
        Change("INSET: Safeguarding, 01/09/2026", ()),
        Change("Exams: Mocks, 11/01/2027 to 22/01/2027", ()),
    )
    assert plan.left == ()


def test_terms_are_what_lies_between_holidays_where_a_file_has_only_these() -> None:
    plan = planned(SCHOOL, HOLIDAYS)
    assert words(plan) == [
        "Term from 01/09/2026, 01/09/2026 to 23/10/2026",
        "Term from 02/11/2026, 02/11/2026 to 18/12/2026",
        "Term from 04/01/2027, 04/01/2027 to 25/03/2027,"
        " half term 13/02/2027 to 21/02/2027",
    ]
    assert why(plan) == ["bank holidays follow from the school's nation"]
    assert not plan.wrong


def test_several_half_terms_between_two_holidays_part_what_is_between() -> None:
    plan = planned(
        SCHOOL,
        ics(
            whole_days("Summer holiday", "20260722", "20260901"),
            whole_days("Half term", "20261024", "20261102"),
            whole_days("Half term", "20261219", "20270104"),
            whole_days("Easter holiday", "20270213", "20270222"),
        ),
    )
    assert [(term.from_on.month, term.until_on.month) for term in plan.terms] == [
        (9, 10),
        (11, 12),
        (1, 2),
    ]


def test_a_holiday_that_is_missing_is_told() -> None:
    plan = planned(
        SCHOOL,
        ics(
            whole_days("Summer holiday", "20260722", "20260901"),
            whole_days("Easter holiday", "20270326", "20270412"),
        ),
    )
    assert plan.terms == ()
    [left] = plan.wrong
    assert "is one missing?" in left.why


def test_a_first_and_a_last_day_make_a_term() -> None:
    plan = planned(SCHOOL, FIRST_AND_LAST_DAYS)
    assert words(plan) == [
        "Term from 01/09/2026, 01/09/2026 to 16/10/2026",
        "Term from 02/11/2026, 02/11/2026 to 18/12/2026",
    ]
    assert [one.reason for one in plan.closures] == ["INSET Day (school closed)"]
    assert not plan.wrong


def test_a_term_is_called_by_its_season_where_its_ends_tell_it() -> None:
    plan = planned(
        SCHOOL,
        ics(
            whole_days("Autumn term begins", "20260901"),
            whole_days("Autumn term ends", "20261218"),
        ),
    )
    assert [term.name for term in plan.terms] == ["Autumn term from 01/09/2026"]


def test_an_end_without_its_other_is_told() -> None:
    plan = planned(
        SCHOOL,
        ics(
            whole_days("Last day of term", "20260720"),
            whole_days("First day back", "20260901"),
            whole_days("First day back", "20261102"),
        ),
    )
    assert plan.terms == ()
    assert why(plan) == [
        "no first day of a term comes before it",
        *["no last day of a term follows it"] * 2,
    ]


def test_what_a_file_says_takes_the_place_of_what_is_known_of_its_days() -> None:
    short = replace(AUTUMN, until_on=date(2026, 12, 17))
    school = replace(SCHOOL, terms=(short, SPRING), closures=(SNOW,))
    plan = planned(school, TABLE)
    assert plan.terms == (AUTUMN, SPRING)
    assert plan.closures == (SAFEGUARDING, SNOW)
    assert plan.changes[0].was == (
        "Autumn term, 01/09/2026 to 17/12/2026, half term 26/10/2026 to 30/10/2026",
    )


def test_the_same_again_changes_nothing() -> None:
    known = planned(SCHOOL, TABLE)
    school = replace(
        SCHOOL, terms=known.terms, closures=known.closures, exams=known.exams
    )
    again = planned(school, TABLE)
    assert (again.changes, again.unchanged) == ((), 3)
    assert again.terms == known.terms


def test_a_term_of_another_year_keeps_its_name_and_the_new_one_gets_another() -> None:
    before = replace(
        AUTUMN,
        from_on=date(2025, 9, 1),
        until_on=date(2025, 12, 19),
        half_term_from=None,
        half_term_until=None,
    )
    plan = planned(replace(SCHOOL, terms=(before,)), TABLE)
    assert [term.name for term in plan.terms] == [
        "Autumn term",
        "Autumn term from 01/09/2026",
    ]


def test_a_half_term_alone_goes_into_the_term_that_is_known() -> None:
    bare = replace(AUTUMN, half_term_from=None, half_term_until=None)
    half = ics(whole_days("Half term", "20261026", "20261031"))
    plan = planned(replace(SCHOOL, terms=(bare,)), half)
    assert plan.terms == (AUTUMN,)
    nowhere = planned(SCHOOL, half)
    assert (nowhere.terms, why(nowhere)) == ((), ["it lies in no term"])
    assert not nowhere.wrong


def test_a_file_without_half_terms_takes_none_away() -> None:
    school = replace(SCHOOL, terms=(AUTUMN,))
    longer = "kind,name,from,until\nterm,Autumn term,01/09/2026,21/12/2026\n"
    [term] = planned(school, longer).terms
    assert (term.until_on.day, term.half_term_from) == (21, AUTUMN.half_term_from)
    # Where it says that they are terms of their own, there is no half term left.
    parted = planned(school, FIRST_AND_LAST_DAYS)
    assert [term.half_term_from for term in parted.terms] == [None, None]


def test_a_term_that_was_given_a_name_keeps_it() -> None:
    first, *others = planned(SCHOOL, HOLIDAYS).terms
    named = replace(first, name="Autumn 1")
    again = planned(replace(SCHOOL, terms=(named, *others)), HOLIDAYS)
    assert (again.changes, again.unchanged) == ((), 3)
    # Twice the same name would be none: another term of it has the day added.
    renamed = replace(named, name=others[0].name)
    assert (
        len(
            {
                term.name
                for term in planned(replace(SCHOOL, terms=(renamed,)), HOLIDAYS).terms
            }
        )
        == 3
    )


def test_a_second_half_term_of_a_term_is_told() -> None:
    plan = planned(SCHOOL, f"{TABLE}half term,,16/11/2026,20/11/2026\n")
    assert plan.terms == (AUTUMN,)
    assert why(plan) == ["Autumn term has one already"]


def test_days_that_are_named_twice_are_told_where_they_differ() -> None:
    rows = (
        "inset,Safeguarding,01/09/2026,\n"
        "planned,Flood,01/09/2026,02/09/2026\n"
        "exams,mocks,11/01/2027,22/01/2027\n"
        "exams,Mocks,11/01/2027,23/01/2027\n"
    )
    plan = planned(SCHOOL, TABLE + rows)
    assert plan.closures == (SAFEGUARDING,)
    assert plan.exams == (MOCKS,)
    assert [(one.line, one.wrong) for one in plan.left] == [
        (6, False),
        (7, True),
        (8, False),
        (9, True),
    ]


def test_lines_that_are_wrong_are_told_and_the_others_are_there() -> None:
    plan = planned(SCHOOL, WITH_FAULTS)
    assert len(plan.changes) == 3
    assert [one.line for one in plan.wrong] == [6, 7]
    assert [one.line for one in plan.left] == [6, 7, 8]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Term", "First day", "Last day", "Half term", "Holiday"]),
            st.dates(),
            st.dates(),
        ),
        max_size=8,
    )
)
def test_whatever_a_file_says_terms_are_apart_and_have_names_of_their_own(
    rows: list[tuple[str, date, date]],
) -> None:
    table = "".join(f"{what},{one},{other}\n" for what, one, other in rows)
    terms = planned(SCHOOL, f"name,from,until\n{table}").terms
    assert len({term.name for term in terms}) == len(terms)
    assert all(term.from_on <= term.until_on for term in terms)


@given(st.text(max_size=400), st.text(max_size=40), st.text(max_size=40))
def test_no_text_is_more_than_a_plan_can_bear(text: str, one: str, other: str) -> None:
    for file in (
        text,
        f"kind,name,from,until\n{text}",
        ics(text.replace("\n", "|")),
        ics(f"DTSTART{one}|DTEND{other}|SUMMARY:INSET"),
    ):
        assert planned(SCHOOL, file).closures in ((), planned(SCHOOL, file).closures)


def test_days_of_another_century_are_told() -> None:
    rows = "inset,Then,1999-12-31,\ninset,Later,2100-01-01,\nholiday,x,9999-12-31,\n"
    plan = planned(SCHOOL, TABLE + rows)
    assert [one.line for one in plan.wrong] == [6, 7, 8]
    assert plan.closures == (SAFEGUARDING,)


def test_a_file_has_its_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_plan, "MOST", 2)
    plan = planned(SCHOOL, TABLE)
    assert plan.terms == (AUTUMN,)
    assert (plan.closures, plan.exams) == ((), ())
    assert why(plan) == ["no more than 2 are read"]
    # The twin: without the bound the rest would be read.
    monkeypatch.setattr(calendar_plan, "MOST", 4)
    assert planned(SCHOOL, TABLE).exams == (MOCKS,)
