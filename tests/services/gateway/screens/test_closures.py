"""How is it said on which days a school is closed?"""

from __future__ import annotations

import re
from typing import Any

from contracts.calendar import SetClosures
from contracts.directory import GetSchool
from contracts.values import Closure, ClosureKind
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE
from tests.support.scenario import at

AT = f"/console/schools/{ASHGROVE}/closures"
SNOW = {
    "closures.0.from_on": "2026-06-10",
    "closures.0.until_on": "2026-06-11",
    "closures.0.kind": "emergency",
    "closures.0.reason": "Snow in June",
}
INSET = {
    "closures.1.from_on": "2026-06-19",
    "closures.1.until_on": "",
    "closures.1.kind": "inset",
    "closures.1.reason": "Safeguarding",
}


def known(api: Api) -> tuple[Closure, ...]:
    found: tuple[Closure, ...] = api.town.ask(GetSchool(school_id=ASHGROVE)).closures
    return found


def sends(reader: Reader, *typed: dict[str, str], **more: str) -> Any:
    data: dict[str, str] = {}
    for part in (*typed, more):
        data |= part
    return reader.sends(AT, **data)


def fields(page: str) -> dict[str, str]:
    typed = re.findall(r'name="(closures[.\w]+)" type="\w+" value="(.*?)"', page)
    return dict(typed)


def test_closures_are_set_and_what_follows_is_said(api: Api, olu: Reader) -> None:
    assert "None is known." in olu.reads(AT)
    assert sends(olu, SNOW, INSET).status_code == 303
    snow, inset = known(api)
    assert (snow.kind, inset.kind) == (ClosureKind.EMERGENCY, ClosureKind.INSET)
    assert inset.until_on == inset.from_on
    page = olu.reads(AT)
    assert "The closures are set." in page
    assert "Wednesday 10/06/2026 to Thursday 11/06/2026" in page
    assert "Friday 19/06/2026" not in page
    assert re.search(r'value="inset" selected', page)


def test_a_closure_is_added_and_taken_away_and_nothing_typed_is_lost(
    api: Api, olu: Reader
) -> None:
    added = sends(olu, SNOW, change="add")
    assert fields(added.text)["closures.0.reason"] == "Snow in June"
    assert re.search(r'name="closures.1.from_on"[^>]*autofocus', added.text)
    less = sends(olu, SNOW, INSET, change="remove 0")
    assert fields(less.text)["closures.0.reason"] == "Safeguarding"
    assert known(api) == ()


def test_mistakes_are_told_beside_their_fields_and_nothing_is_lost(
    api: Api, olu: Reader
) -> None:
    wrong = {"closures.1.from_on": "2026-06-11", "closures.0.reason": ""}
    answer = sends(olu, SNOW, INSET, wrong)
    assert answer.status_code == 422
    assert "Closure 1, reason: Fill this in." in answer.text
    assert fields(answer.text)["closures.1.reason"] == "Safeguarding"
    answer = sends(olu, SNOW, INSET, {"closures.1.from_on": "2026-06-11"})
    assert "Closure 2, first day: Another closure has this day" in answer.text
    assert known(api) == ()


def test_a_school_is_closed_for_today_with_a_word(api: Api, olu: Reader) -> None:
    sends(olu, SNOW)
    answer = olu.sends(f"{AT}/today", reason="The heating has failed")
    assert answer.status_code == 303
    today, snow = known(api)
    assert (today.from_on, today.kind) == (
        at("mon 09:00").date(),
        ClosureKind.EMERGENCY,
    )
    page = olu.reads(AT)
    assert "is closed today, 08/06/2026." in page
    assert "The heating has failed, Snow in June" not in page
    assert "<strong>Monday 08/06/2026</strong>" in page
    assert snow.reason == "Snow in June"


def test_closing_today_needs_a_reason_and_is_done_once(api: Api, olu: Reader) -> None:
    blank = olu.sends(f"{AT}/today", reason=" ")
    assert blank.status_code == 422
    assert "Why: Fill this in." in blank.text
    long = olu.sends(f"{AT}/today", reason="x" * 201)
    assert 'value="xxx' in long.text
    olu.sends(f"{AT}/today", reason="Snow")
    again = olu.sends(f"{AT}/today", reason="Snow again")
    assert again.status_code == 422
    assert "Why: Another closure has this day already." in again.text
    assert 'value="Snow again"' in again.text
    assert len(known(api)) == 1


def test_what_is_over_comes_last(api: Api, olu: Reader) -> None:
    past = {name: typed.replace("06-1", "05-1") for name, typed in SNOW.items()}
    sends(olu, past, INSET)
    assert fields(olu.reads(AT))["closures.0.reason"] == "Safeguarding"


def test_what_somebody_else_set_meanwhile_is_told_and_not_overwritten(
    api: Api, olu: Reader
) -> None:
    [version] = re.findall(r'name="version" value="(\d+)"', olu.reads(AT))
    flood = Closure(
        from_on=at("wed 09:00").date(),
        until_on=at("fri 09:00").date(),
        kind=ClosureKind.EMERGENCY,
        reason="Flood",
    )
    api.town.execute(SetClosures(school_id=ASHGROVE, closures=(flood,)))
    answer = sends(olu, SNOW, version=version)
    assert answer.status_code == 409
    assert "Closures set" in answer.text
    assert "Flood, 10/06/2026 to 12/06/2026" in answer.text
    assert fields(answer.text)["closures.0.reason"] == "Snow in June"
    assert known(api) == (flood,)


def test_htmx_gets_the_form_alone(olu: Reader) -> None:
    headers = {"HX-Request": "true", "HX-Target": "closures-form"}
    data = {"csrf": olu.token(), "change": "add", **SNOW}
    answer = olu.client.post(AT, data=data, headers=headers)
    assert answer.text.lstrip().startswith('<form id="closures-form"')


def test_somebody_of_the_school_reads_the_closures_and_sets_none(
    api: Api, olu: Reader, priya: Reader
) -> None:
    assert "This school has no closures." in priya.reads(AT)
    sends(olu, SNOW, INSET)
    page = priya.reads(AT)
    assert "10/06/2026 to 11/06/2026" in page
    assert "INSET" in page
    assert "<form" not in page.partition("<main")[2]
    for address in (AT, f"{AT}/today"):
        assert priya.sends(address, reason="Snow").status_code == 403
    assert len(known(api)) == 2
