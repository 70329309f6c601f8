"""Does a calendar program read in a school's calendar what the school has?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from icalendar import Calendar

from services.gateway.app import create_app
from tests.services.gateway.api import Api, json_of
from tests.services.gateway.bodies import AUTUMN, MOCKS, SNOW
from tests.support.cast import ASHGROVE, ASHGROVE_NAME
from tests.support.town import Town

AT = f"/schools/{ASHGROVE}/calendar.ics"
HALF = {"half_term_from": "2026-10-26", "half_term_until": "2026-10-30"}
FIRST = "2026-09-01"
INSET = {
    "from_on": FIRST,
    "until_on": FIRST,
    "kind": "inset",
    "reason": "Training; fire, first aid",
}


def tell(api: Api) -> None:
    """What Ashgrove's calendar has, as far as its people say it."""
    told: dict[str, Any] = {"terms": [AUTUMN | HALF]}
    json_of(api.olu.call("PUT", f"/schools/{ASHGROVE}/terms", json=told))
    told = {"closures": [SNOW, INSET]}
    json_of(api.olu.call("PUT", f"/schools/{ASHGROVE}/closures", json=told))
    json_of(api.olu.call("PUT", f"/schools/{ASHGROVE}/exams", json={"exams": [MOCKS]}))
    api.town.settle()


def read(file: bytes) -> dict[tuple[date, date], str]:
    """What a calendar program shows: days, the last included, and words."""
    calendar: Any = Calendar.from_ical(file)
    day = timedelta(days=1)
    return {
        (one.decoded("dtstart"), one.decoded("dtend") - day): str(one["summary"])
        for one in calendar.walk("VEVENT")
    }


def test_terms_closures_inset_exams_and_bank_holidays_are_whole_days(api: Api) -> None:
    tell(api)
    answer = api.priya.get(AT)
    assert answer.content_type == "text/calendar; charset=utf-8"
    found = read(answer.data)
    for first, last, words in (
        (date(2026, 9, 1), date(2026, 12, 18), "Autumn"),
        (date(2026, 10, 26), date(2026, 10, 30), "Half term (Autumn)"),
        (date(2027, 1, 12), date(2027, 1, 12), "Closed: Snow"),
        (date(2026, 9, 1), date(2026, 9, 1), "INSET: Training; fire, first aid"),
        (date(2027, 1, 11), date(2027, 1, 22), "Exams: Mocks"),
        (date(2026, 12, 25), date(2026, 12, 25), "Bank holiday"),
    ):
        assert found[first, last] == words
    assert f"X-WR-CALNAME:{ASHGROVE_NAME}\r\n".encode() in answer.data


def test_an_entry_keeps_its_id_while_it_is_the_same(api: Api) -> None:
    def ids() -> set[str]:
        calendar: Any = Calendar.from_ical(api.olu.get(AT).data)
        return {str(one["uid"]) for one in calendar.walk("VEVENT")}

    before = ids()
    api.town.clock.advance(hours=1)
    assert ids() == before
    tell(api)
    assert ids() > before


def test_every_line_is_one_that_programs_take(api: Api) -> None:
    tell(api)
    lines = api.olu.get(AT).data.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)


def test_a_school_gets_its_own_and_no_others(api: Api) -> None:
    assert api.ben.get(AT).status_code == 403
    assert b"BEGIN:VCALENDAR" in api.priya.get(AT).data


def test_without_sla_it_is_the_calendar_without_bank_holidays(town: Town) -> None:
    api = Api(town)
    tell(api)
    del town.link.hosted["sla"]
    api.client = create_app(town.link, town.clock).test_client()
    found = read(api.olu.get(AT).data)
    assert found[date(2026, 9, 1), date(2026, 12, 18)] == "Autumn"
    assert "Bank holiday" not in found.values()
