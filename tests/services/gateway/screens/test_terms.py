"""How is it said which terms a school has?"""

from __future__ import annotations

import re
from typing import Any

from contracts.calendar import SetClosures
from contracts.directory import GetSchool, SchoolView
from contracts.values import HolidaySupport
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE

AT = f"/console/schools/{ASHGROVE}/terms"
AUTUMN = {
    "terms.0.name": "Autumn term",
    "terms.0.from_on": "2026-09-01",
    "terms.0.until_on": "2026-12-18",
    "terms.0.half_term_from": "2026-10-26",
    "terms.0.half_term_until": "2026-10-30",
}
SPRING = {
    "terms.1.name": "Spring term",
    "terms.1.from_on": "2027-01-04",
    "terms.1.until_on": "2027-03-25",
    "terms.1.half_term_from": "",
    "terms.1.half_term_until": "",
}
SAME = {"support_in_holidays": "same_hours"}


def school(api: Api) -> SchoolView:
    found: SchoolView = api.town.ask(GetSchool(school_id=ASHGROVE))
    return found


def sends(reader: Reader, *typed: dict[str, str], **more: str) -> Any:
    data: dict[str, str] = {}
    for part in (SAME, *typed, more):
        data |= part
    return reader.sends(AT, **data)


def fields(page: str) -> dict[str, str]:
    return dict(re.findall(r'name="(terms[.\w]+)" type="\w+" value="(.*?)"', page))


def test_terms_are_set_and_what_follows_is_said(api: Api, olu: Reader) -> None:
    assert set(fields(olu.reads(AT)).values()) == {""}
    none = {"support_in_holidays": "none"}
    assert sends(olu, AUTUMN, SPRING, none).status_code == 303
    assert [term.name for term in school(api).terms] == ["Autumn term", "Spring term"]
    assert school(api).support_in_holidays is HolidaySupport.NONE
    page = olu.reads(AT)
    assert "The term dates are set." in page
    assert fields(page) == AUTUMN | SPRING
    assert "Saturday 19/12/2026 to Sunday 03/01/2027" in page
    assert "First reply by" in page


def test_a_term_is_added_and_taken_away_and_nothing_typed_is_lost(
    api: Api, olu: Reader
) -> None:
    added = sends(olu, AUTUMN, change="add")
    assert added.status_code == 200
    assert fields(added.text)["terms.0.half_term_until"] == "2026-10-30"
    assert re.search(r'name="terms.1.name"[^>]*autofocus', added.text)
    less = sends(olu, AUTUMN, SPRING, change="remove 0")
    assert fields(less.text)["terms.0.name"] == "Spring term"
    assert school(api).terms == ()


def test_htmx_gets_the_form_alone(olu: Reader) -> None:
    headers = {"HX-Request": "true", "HX-Target": "terms-form"}
    data = {"csrf": olu.token(), "change": "add", **AUTUMN, **SAME}
    answer = olu.client.post(AT, data=data, headers=headers)
    assert answer.text.lstrip().startswith('<form id="terms-form"')


def test_mistakes_are_told_beside_their_fields_and_nothing_is_lost(
    api: Api, olu: Reader
) -> None:
    wrong = {
        "terms.0.until_on": "2026-08-01",
        "terms.1.name": "",
        "terms.1.from_on": "",
    }
    answer = sends(olu, AUTUMN, SPRING, wrong)
    assert answer.status_code == 422
    assert "Term 2, name: Fill this in." in answer.text
    assert "Term 2, first day: Fill this in." in answer.text
    assert fields(answer.text) == AUTUMN | SPRING | wrong
    wrong = {"terms.0.until_on": "2026-08-01", "terms.1.from_on": "soon"}
    answer = sends(olu, AUTUMN, SPRING, wrong)
    assert "Term 2, first day: Not a day such as 01/09/2026." in answer.text
    answer = sends(olu, AUTUMN, SPRING, {"terms.1.from_on": "18/12/2026"})
    assert "Term 2, first day: It must begin after the term before ends." in answer.text
    assert 'aria-describedby="terms.1.from_on-wrong"' in answer.text
    assert fields(answer.text)["terms.1.from_on"] == "18/12/2026"
    assert school(api).terms == ()


def test_a_row_that_stands_empty_is_no_term(api: Api, olu: Reader) -> None:
    empty = dict.fromkeys(AUTUMN, "")
    spring = {name.replace("1", "2", 1): typed for name, typed in SPRING.items()}
    autumn = {name.replace("0", "1", 1): typed for name, typed in AUTUMN.items()}
    assert sends(olu, empty, autumn, spring).status_code == 303
    assert len(school(api).terms) == 2


def test_what_somebody_else_set_meanwhile_is_told_and_not_overwritten(
    api: Api, olu: Reader
) -> None:
    [version] = re.findall(r'name="version" value="(\d+)"', olu.reads(AT))
    api.town.execute(SetClosures(school_id=ASHGROVE, closures=()))
    answer = sends(olu, AUTUMN, version=version)
    assert answer.status_code == 409
    assert "Closures set" in answer.text
    assert "<li>Nothing</li>" in answer.text
    assert fields(answer.text) == AUTUMN
    assert school(api).terms == ()
    [now] = re.findall(r'name="version" value="(\d+)"', answer.text)
    assert sends(olu, AUTUMN, version=now).status_code == 303
    assert len(school(api).terms) == 1


def test_somebody_of_the_school_reads_the_terms_and_sets_none(
    api: Api, olu: Reader, priya: Reader
) -> None:
    assert "Nobody has said yet which terms" in priya.reads(AT)
    sends(olu, AUTUMN)
    page = priya.reads(AT)
    assert "01/09/2026 to 18/12/2026, half term 26/10/2026 to 30/10/2026" in page
    assert "<form" not in page.partition("<main")[2]
    assert sends(priya).status_code == 403
    assert len(school(api).terms) == 1


def test_where_the_promises_cannot_be_asked_the_terms_are_shown(
    api: Api, olu: Reader
) -> None:
    sends(olu, AUTUMN)
    del api.town.link.hosted["sla"]
    page = olu.reads(AT)
    assert fields(page) == AUTUMN
    assert "What follows cannot be said just now." in page
