"""How is it said when a school has exams, and who is told of it?"""

from __future__ import annotations

import re
from datetime import date

from contracts.calendar import SetClosures, SetExams
from contracts.directory import GetSchool
from contracts.values import ExamPeriod
from services.gateway.screens.exam_days import told
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, BECKFIELD

AT = f"/console/schools/{ASHGROVE}/exams"
GCSE = {
    "exams.0.name": "GCSE",
    "exams.0.from_on": "2026-06-01",
    "exams.0.until_on": "2026-06-26",
}
UNTIL = "Exams until Friday 26/06/2026: GCSE."


def known(api: Api) -> tuple[ExamPeriod, ...]:
    found: tuple[ExamPeriod, ...] = api.town.ask(GetSchool(school_id=ASHGROVE)).exams
    return found


def period(name: str, first: date, last: date) -> ExamPeriod:
    return ExamPeriod(name=name, from_on=first, until_on=last)


def test_exams_are_set_and_shown(api: Api, olu: Reader, priya: Reader) -> None:
    assert "None are known." in olu.reads(AT)
    assert "Nobody has said yet" in priya.reads(AT)
    maths = {"exams.1.name": "Maths", "exams.1.from_on": "2026-06-08"}
    assert olu.sends(AT, **GCSE, **maths).location == AT
    assert "The exams are set." in olu.reads(AT)
    assert [one.name for one in known(api)] == ["GCSE", "Maths"]
    assert known(api)[1].until_on == known(api)[1].from_on
    page = priya.reads(AT)
    assert "01/06/2026 to 26/06/2026" in page
    assert "<form" not in page.partition("<main")[2]
    assert priya.sends(AT, **GCSE).status_code == 403


def test_exams_are_added_and_taken_away_and_nothing_typed_is_lost(
    api: Api, olu: Reader
) -> None:
    headers = {"HX-Request": "true", "HX-Target": "exams-form"}
    data = {"csrf": olu.token(), "change": "add", **GCSE}
    added = olu.client.post(AT, data=data, headers=headers).text
    assert added.lstrip().startswith('<form id="exams-form"')
    assert re.search(r'name="exams.1.name"[^>]*autofocus', added)
    less = olu.sends(AT, **GCSE, change="remove 0").text
    assert 'value="GCSE"' not in less
    wrong = olu.sends(AT, **GCSE | {"exams.0.until_on": "2026-05-01"})
    assert wrong.status_code == 422
    assert "Exams 1, last day: It must not end before it begins." in wrong.text
    assert 'value="GCSE"' in wrong.text
    assert known(api) == ()


def test_what_somebody_else_set_meanwhile_is_not_overwritten(
    api: Api, olu: Reader
) -> None:
    version = str(api.town.ask(GetSchool(school_id=ASHGROVE)).version)
    api.town.execute(SetClosures(school_id=ASHGROVE, closures=()))
    answer = olu.sends(AT, version=version, **GCSE)
    assert answer.status_code == 409
    assert "Closures set" in answer.text
    assert 'value="GCSE"' in answer.text
    assert known(api) == ()


def test_exams_of_today_and_of_the_coming_weeks_are_told() -> None:
    gcse = period("GCSE", date(2027, 5, 10), date(2027, 6, 25))
    maths = period("Maths", date(2027, 5, 12), date(2027, 5, 12))
    later = "Exams from Monday 10/05/2027 to Friday 25/06/2027: GCSE."
    assert told([maths, gcse], date(2027, 4, 1)) == [
        "Exams on Wednesday 12/05/2027: Maths.",
        later,
    ]
    assert told([gcse], date(2027, 3, 28)) == []
    assert told([gcse], date(2027, 3, 29)) == [later]
    today = date(2027, 5, 12)
    assert told([gcse, maths], today) == [
        "Exams today: Maths.",
        "Exams until Friday 25/06/2027: GCSE.",
    ]
    assert told([gcse], date(2027, 6, 26)) == []


def test_no_more_than_a_few_are_told_at_once() -> None:
    days = [date(2027, 5, number) for number in range(10, 20)]
    papers = [period(f"Paper {day.day}", day, day) for day in days]
    assert len(told(papers, date(2027, 5, 1))) == 3


def test_whoever_plans_work_at_the_school_is_told(
    api: Api, olu: Reader, priya: Reader, ben: Reader
) -> None:
    olu.sends(AT, **GCSE)
    api.town.settle()
    assert UNTIL in priya.reads(f"/portal/{ASHGROVE}")
    assert UNTIL not in ben.reads(f"/portal/{BECKFIELD}")
    page = olu.reads("/console/tickets/new")
    assert re.search(rf"{ASHGROVE_NAME}.*?<br>.*?{UNTIL}", page, re.DOTALL)
    assert page.count(UNTIL) == 1
    ticket = f"/console/tickets/{api.olu.opens()}"
    assert UNTIL in olu.reads(ticket)
    assert "Plan this change" not in olu.reads(ticket)
    olu.sends(f"{ticket}/classify", version="1", type="change")
    assert "Plan this change for after them" in olu.reads(ticket)


def test_the_exams_of_a_school_count_as_working_time(api: Api, olu: Reader) -> None:
    closures = f"/console/schools/{ASHGROVE}/closures"
    before = olu.reads(closures).partition("What follows")[2]
    exams = (period("GCSE", date(2026, 6, 8), date(2026, 6, 9)),)
    api.town.execute(SetExams(school_id=ASHGROVE, exams=exams))
    api.town.settle()
    assert olu.reads(closures).partition("What follows")[2] == before
