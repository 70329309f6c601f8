"""How is it said when a school is open?"""

from __future__ import annotations

import re
from typing import Any

from contracts.directory import GetSchool
from contracts.values import WorkingHours
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE

AT = f"/console/schools/{ASHGROVE}/hours"
TYPED = {
    "timezone": "Europe/London",
    "mon-0-opens": "08:30",
    "mon-0-closes": "12:00",
    "mon-1-opens": "13:00",
    "mon-1-closes": "16:00",
}


def hours(api: Api) -> WorkingHours:
    found: WorkingHours = api.town.ask(GetSchool(school_id=ASHGROVE)).hours
    return found


def sends(reader: Reader, **typed: Any) -> Any:
    named = {name.replace("_", "-"): one for name, one in typed.items()}
    return reader.sends(AT, **{**TYPED, **named})


def fields(page: str) -> dict[str, str]:
    return dict(re.findall(r'name="([a-z]{3}-\d-\w+)" type="time" value="(.*?)"', page))


def test_the_hours_are_set_with_a_gap_at_noon(api: Api, olu: Reader) -> None:
    assert "Not open" in olu.reads(AT)
    assert sends(olu).status_code == 303
    [monday] = hours(api).days
    assert [(f"{i.opens:%H:%M}", f"{i.closes:%H:%M}") for i in monday.intervals] == [
        ("08:30", "12:00"),
        ("13:00", "16:00"),
    ]
    page = olu.reads(AT)
    assert "The opening hours are set." in page
    assert fields(page) == {n: t for n, t in TYPED.items() if n != "timezone"}


def test_a_stretch_is_added_and_taken_away_and_nothing_typed_is_lost(
    api: Api, olu: Reader
) -> None:
    added = sends(olu, mon_1_closes="", change="add mon")
    assert added.status_code == 200
    typed = fields(added.text)
    assert typed["mon-2-opens"] == ""
    assert (typed["mon-0-opens"], typed["mon-1-opens"]) == ("08:30", "13:00")
    assert re.search(r'name="mon-2-opens"[^>]*autofocus', added.text)
    less = sends(olu, change="remove mon 0")
    assert fields(less.text) == {"mon-0-opens": "13:00", "mon-0-closes": "16:00"}
    assert hours(api) is None


def test_one_day_is_copied_to_the_others(olu: Reader) -> None:
    copied = fields(sends(olu, change="copy mon").text)
    assert copied["fri-1-closes"] == "16:00"
    assert not any(name.startswith("sat") for name in copied)


def test_a_button_that_nobody_made_changes_nothing(olu: Reader) -> None:
    for change in ("remove mon x", "add someday", "dance"):
        assert fields(sends(olu, change=change).text)["mon-0-opens"] == "08:30"


def test_htmx_gets_the_form_alone(olu: Reader) -> None:
    headers = {"HX-Request": "true", "HX-Target": "hours-form"}
    data = {"csrf": olu.token(), "change": "add sun", **TYPED}
    answer = olu.client.post(AT, data=data, headers=headers)
    assert answer.text.lstrip().startswith('<form id="hours-form"')


def test_a_mistake_is_told_beside_its_field_and_nothing_is_lost(
    api: Api, olu: Reader
) -> None:
    answer = sends(
        olu, mon_1_opens="11:00", mon_1_closes="", tue_0_opens="x", timezone="Here"
    )
    assert answer.status_code == 422
    assert "Monday closes: Fill this in." in answer.text
    assert "Tuesday opens: Not a time such as 08:30." in answer.text
    assert 'href="#tue-0-opens"' in answer.text
    assert fields(answer.text)["mon-1-opens"] == "11:00"
    assert 'value="Here"' in answer.text
    assert hours(api) is None


def test_the_rules_of_hours_are_told_beside_the_field(olu: Reader) -> None:
    answer = sends(olu, mon_1_opens="11:00", timezone="Here")
    assert "Monday opens: It must open after the one before closes." in answer.text
    assert "Time zone: Not a time zone such as Europe/London." in answer.text
    assert 'aria-describedby="mon-1-opens-wrong"' in answer.text


def test_what_somebody_else_changed_meanwhile_is_told_and_not_overwritten(
    api: Api, olu: Reader
) -> None:
    def version(page: str) -> str:
        found: str = re.findall(r'name="version" value="(\d+)"', page)[0]
        return found

    seen = version(olu.reads(AT))
    sends(olu, version=seen)
    answer = sends(olu, version=seen, mon_0_opens="07:00")
    assert answer.status_code == 409
    assert "Somebody changed this school since you looked" in answer.text
    assert "Hours set" in answer.text
    assert "<li>Monday 08:30 to " in answer.text
    assert "<li>Nothing</li>" not in answer.text
    assert fields(answer.text)["mon-0-opens"] == "07:00"
    assert f"{hours(api).days[0].intervals[0].opens:%H:%M}" == "08:30"
    again = sends(olu, version=version(answer.text), mon_0_opens="07:00")
    assert again.status_code == 303
    assert f"{hours(api).days[0].intervals[0].opens:%H:%M}" == "07:00"


def test_a_school_that_is_never_open_is_refused(olu: Reader) -> None:
    answer = olu.sends(AT, timezone="Europe/London")
    assert answer.status_code == 422
    assert "Opening hours: At least one weekday is needed." in answer.text


def test_somebody_of_the_school_reads_the_hours_and_sets_none(
    api: Api, olu: Reader, priya: Reader
) -> None:
    assert "Nobody has said yet" in priya.reads(AT)
    sends(olu)
    assert "08:30 to 12:00, 13:00 to 16:00" in priya.reads(AT)
    before = hours(api)
    assert sends(priya, mon_0_opens="07:00").status_code == 403
    assert hours(api) == before
