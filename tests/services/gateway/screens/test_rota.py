"""Is the rota set on a page, in versions, with nothing lost of what was typed?"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from contracts.rota import GetRota, OnCall, RotaView, SetRota, Turn
from contracts.values import PROVIDER
from services.gateway.screens import rota
from services.gateway.screens.rota import AT
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import OLU
from tests.support.scenario import at

FIRST = {
    "turns.0.role": "first_on_call",
    "turns.0.person_id": str(OLU.person_id),
    "turns.0.from_at": "2026-06-08T17:00",
    "turns.0.until_at": "2026-06-09T08:00",
    "turns.0.terms": "Within 30 minutes, at time and a half.",
}
LEAD = {name.replace("0", "1", 1): said for name, said in FIRST.items()} | {
    "turns.1.role": "duty_lead"
}


def turn(begins: str, ends: str, role: OnCall = OnCall.FIRST) -> Turn:
    return Turn(
        role=role,
        person_id=OLU.person_id,
        from_at=at(begins),
        until_at=at(ends),
    )


def stands(api: Api) -> RotaView:
    view: RotaView = api.town.ask(GetRota())
    return view


def is_set(api: Api, *turns: Turn) -> None:
    api.town.execute(SetRota(school_id=PROVIDER, turns=turns))


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'name="(version|since)" value="(.*?)"', page)
    return {name: html.unescape(value) for name, value in found}


def fields(page: str) -> dict[str, str]:
    typed = re.findall(r'name="(turns[.\w]+)" type="[\w-]+" value="(.*?)"', page)
    chosen = re.findall(
        r'<select [^>]*name="(turns[.\w]+)"[^>]*>.*?<option value="([^"]*)" selected',
        page,
        re.DOTALL,
    )
    return {**dict(chosen), **dict(typed)}


def sends(reader: Reader, *typed: dict[str, str], **more: str) -> Any:
    data = {"version": "0"}
    for part in (*typed, more):
        data |= part
    return reader.sends(AT, **data)


def test_a_rota_is_set_and_shown_as_it_was_typed(api: Api, olu: Reader) -> None:
    page = olu.reads(AT)
    assert "Nobody has set a rota yet." in page
    assert "No turn is to come." in page
    answer = sends(olu, FIRST, LEAD)
    assert answer.status_code == 303, answer.text
    view = stands(api)
    assert view.rota_version == 1
    assert [one.role for one in view.turns] == [OnCall.FIRST, OnCall.LEAD]
    assert view.turns[0].from_at == at("mon 17:00")
    assert view.turns[0].terms == "Within 30 minutes, at time and a half."
    page = olu.reads(AT)
    assert "The rota is set." in page
    assert "Version 1 stands" in page
    assert fields(page)["turns.0.from_at"] == "2026-06-08T17:00"
    assert fields(page)["turns.1.role"] == "duty_lead"
    assert "Within 30 minutes" in olu.reads("/console/on-call")


def test_a_turn_is_added_and_taken_away_and_nothing_typed_is_lost(
    api: Api, olu: Reader
) -> None:
    added = sends(olu, FIRST, change="add")
    assert fields(added.text)["turns.0.terms"].startswith("Within 30")
    assert re.search(r'name="turns.1.role"[^>]*autofocus', added.text)
    less = sends(olu, FIRST, LEAD, change="remove 0")
    assert fields(less.text)["turns.0.role"] == "duty_lead"
    assert stands(api).rota_version == 0


def test_turns_that_are_over_stay_and_are_not_shown(api: Api, olu: Reader) -> None:
    over, now = turn("mon 00:00", "mon 08:00"), turn("mon 08:00", "mon 17:00")
    is_set(api, over, now)
    page = olu.reads(AT)
    shown = fields(page)
    assert shown["turns.0.from_at"] == "2026-06-08T08:00"
    assert "turns.1.from_at" not in shown
    # One of those that are shown is over before the form is sent.
    api.town.clock.set(at("mon 18:00"))
    typed = shown | {"turns.0.terms": "Stayed on."} | hidden(page)
    assert olu.sends(AT, **typed).status_code == 303
    assert stands(api).turns == (over, replace(now, terms="Stayed on."))


def test_what_was_set_meanwhile_is_told_and_saving_again_takes_its_place(
    api: Api, olu: Reader
) -> None:
    known = hidden(olu.reads(AT))
    is_set(api, turn("tue 08:00", "tue 17:00"))
    answer = sends(olu, FIRST, known)
    assert answer.status_code == 409
    assert "Somebody changed the rota since you looked" in answer.text
    assert "First on call: Olu, 09/06/2026 08:00 to 09/06/2026 17:00" in answer.text
    assert fields(answer.text)["turns.0.from_at"] == "2026-06-08T17:00"
    assert sends(olu, FIRST, hidden(answer.text)).status_code == 303
    assert stands(api).rota_version == 2
    assert [one.from_at for one in stands(api).turns] == [at("mon 17:00")]


@pytest.mark.parametrize("guarded", [True, False])
def test_twin_without_its_version_a_rota_is_written_over_unseen(
    api: Api, olu: Reader, monkeypatch: pytest.MonkeyPatch, guarded: bool
) -> None:
    if not guarded:
        monkeypatch.setattr(rota, "version_of", lambda _: None)
    is_set(api, turn("tue 08:00", "tue 17:00"))
    sends(olu, FIRST, version="0")
    assert (stands(api).rota_version == 1) is guarded


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"turns.0.from_at": "soon"}, "Turn 1, from: Not a moment such as"),
        ({"turns.0.until_at": ""}, "Turn 1, until: Fill this in."),
        ({"turns.0.until_at": "2026-06-08T16:00"}, "Must be after it begins."),
        (
            LEAD | {"turns.1.role": "first_on_call"},
            "Somebody else is first on call then.",
        ),
        ({"turns.0.person_id": "nobody"}, "Turn 1, who: Not a valid UUID."),
    ],
)
def test_mistakes_are_told_and_nothing_is_lost(
    api: Api, olu: Reader, typed: dict[str, str], told: str
) -> None:
    answer = sends(olu, FIRST, typed)
    assert answer.status_code == 422
    assert told in answer.text
    assert fields(answer.text)["turns.0.terms"].startswith("Within 30")
    assert stands(api).rota_version == 0


def test_a_moment_that_nobody_touched_keeps_its_seconds(api: Api, olu: Reader) -> None:
    exact = replace(
        turn("mon 17:00", "tue 08:00"), from_at=at("mon 17:00").replace(second=30)
    )
    is_set(api, exact)
    page = olu.reads(AT)
    changed = fields(page) | {"turns.0.terms": "By phone."} | hidden(page)
    assert olu.sends(AT, **changed).status_code == 303
    assert stands(api).turns[0].from_at == exact.from_at


def test_who_left_stands_in_the_rota_until_somebody_else_does(
    api: Api, olu: Reader
) -> None:
    gone = replace(turn("tue 08:00", "tue 17:00"), person_id=PROVIDER)
    is_set(api, gone)
    page = olu.reads(AT)
    assert f'<option value="{PROVIDER}" selected>Somebody who left</option>' in page


def test_where_there_are_too_many_the_oldest_leave(
    api: Api, olu: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    hours: Sequence[str] = ("00:00", "02:00", "04:00", "06:00")
    turns = [turn(f"mon {begins}", f"mon {ends}") for begins, ends in pairwise(hours)]
    is_set(api, *turns)
    monkeypatch.setattr(rota, "MOST_TURNS", 3)
    page = olu.reads(AT)
    assert sends(olu, FIRST, hidden(page)).status_code == 303
    assert len(stands(api).turns) == 3
    assert turns[0] not in stands(api).turns


def test_nobody_of_a_school_sets_it(priya: Reader) -> None:
    priya.reads(AT, status=403)
