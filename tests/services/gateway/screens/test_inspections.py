"""How is it said on which days a school is inspected?"""

from __future__ import annotations

import re

from contracts.directory import GetSchool
from contracts.values import Inspection
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE
from tests.support.scenario import at

AT = f"/console/schools/{ASHGROVE}/inspections"
TODAY = at("mon 09:00").date()


def known(api: Api) -> tuple[Inspection, ...]:
    school = api.town.ask(GetSchool(school_id=ASHGROVE))
    found: tuple[Inspection, ...] = school.inspections
    return found


def test_an_inspection_is_set_from_today_and_taken_away(api: Api, olu: Reader) -> None:
    page = olu.reads(AT)
    assert "No inspection is known." in page
    assert f'type="date" value="{TODAY}"' in re.sub(r"\s+", " ", page)
    typed = {"name": " Ofsted inspection ", "from_on": "08/06/2026", "until_on": ""}
    assert olu.sends(AT, **typed).status_code == 303
    [one] = known(api)
    assert (one.from_on, one.until_on, one.name) == (TODAY, TODAY, "Ofsted inspection")
    page = olu.reads(AT)
    assert "The inspection is set." in page
    assert "Monday 08/06/2026 – now" in page
    assert olu.sends(f"{AT}/remove", from_on=TODAY.isoformat()).status_code == 303
    assert known(api) == ()


def test_mistakes_are_told_beside_their_fields_and_nothing_is_lost(
    api: Api, olu: Reader
) -> None:
    answer = olu.sends(AT, name="", from_on="2026-06-09", until_on="2026-06-08")
    assert answer.status_code == 422
    assert "Inspection: Fill this in." in answer.text
    answer = olu.sends(AT, name="Ofsted", from_on="2026-06-09", until_on="2026-06-08")
    assert "Last day: It must not end before it begins." in answer.text
    assert 'value="Ofsted"' in answer.text
    assert "First day: Fill this in." in olu.sends(AT, name="Ofsted").text
    assert known(api) == ()


def test_what_somebody_else_set_meanwhile_is_told_and_not_overwritten(
    api: Api, olu: Reader
) -> None:
    [version] = set(re.findall(r'name="version" value="(\d+)"', olu.reads(AT)))
    olu.sends(AT, name="Ofsted", from_on="2026-06-09")
    answer = olu.sends(AT, name="Again", from_on="2026-06-10", version=version)
    assert answer.status_code == 409
    assert "Ofsted, 09/06/2026" in answer.text
    assert 'value="Again"' in answer.text
    gone = olu.sends(f"{AT}/remove", from_on="2026-06-09", version=version)
    assert gone.status_code == 409
    assert [one.name for one in known(api)] == ["Ofsted"]


def test_somebody_of_the_school_reads_the_inspections_and_sets_none(
    api: Api, olu: Reader, priya: Reader
) -> None:
    olu.sends(AT, name="Ofsted", from_on="2026-06-09", until_on="2026-06-10")
    page = priya.reads(AT)
    assert "Tuesday 09/06/2026 to Wednesday 10/06/2026" in page
    assert "<form" not in page.partition("<main")[2]
    for address in (AT, f"{AT}/remove"):
        assert priya.sends(address, from_on="2026-06-09").status_code == 403
    assert len(known(api)) == 1
