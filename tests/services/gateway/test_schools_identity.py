"""How is it said by API which URN a school carries, and what others are to it?"""

from __future__ import annotations

from typing import Any

from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.register import ACADEMY, BEFORE, load_cut

DAY = "2026-06-08"
SCHOOL = f"/schools/{ASHGROVE}"


def _urn(urn: int, **more: Any) -> dict[str, Any]:
    return {"urn": urn, "on": DAY, "reason": "It is an academy now."} | more


def test_an_academy_carries_a_school_on_where_gias_shows_it(api: Api) -> None:
    load_cut(api.town)
    json_of(api.olu.post(f"{SCHOOL}/urns", _urn(BEFORE)))
    api.town.clock.advance(days=3)
    wanted = _urn(ACADEMY, on="2026-06-10")
    shown = json_of(api.olu.post(f"{SCHOOL}/urns", wanted))
    assert shown["urn"] == ACADEMY
    assert shown["urns"] == [
        {"urn": BEFORE, "from_on": DAY, "until_on": "2026-06-09"},
        {"urn": ACADEMY, "from_on": "2026-06-10", "until_on": None},
    ]
    again = api.olu.post(f"{SCHOOL}/urns", wanted, key="u1")
    replay = api.olu.post(f"{SCHOOL}/urns", wanted, key="u1")
    assert json_of(again) == json_of(replay) == shown
    assert replay.headers["Idempotent-Replayed"] == "true"


def test_what_gias_does_not_show_is_refused_unless_it_is_overridden(api: Api) -> None:
    json_of(api.olu.post(f"{SCHOOL}/urns", _urn(BEFORE)))
    other = _urn(900_001)
    told = problem_of(api.olu.post(f"{SCHOOL}/urns", other), 422, "refused")
    assert "GIAS does not show" in told["detail"]
    overridden = api.olu.post(f"{SCHOOL}/urns", other | {"override": True})
    assert json_of(overridden)["urn"] == 900_001


def test_a_link_is_shown_by_both_schools(api: Api) -> None:
    body = {"other_school_id": str(BECKFIELD), "kind": "split_from", "on": DAY}
    shown = json_of(api.olu.post(f"{SCHOOL}/links", body, key="l1"))
    assert shown["links"] == [
        {"school_id": str(BECKFIELD), "kind": "split_from", "on": DAY}
    ]
    assert json_of(api.ben.get(f"/schools/{BECKFIELD}"))["links"] == [
        {"school_id": str(ASHGROVE), "kind": "split_into", "on": DAY}
    ]
    again = api.olu.post(f"{SCHOOL}/links", body, key="l1")
    assert again.headers["Idempotent-Replayed"] == "true"


def test_every_bad_field_is_named(api: Api) -> None:
    answer = api.olu.post(f"{SCHOOL}/urns", {"urn": "7", "on": "today", "reason": ""})
    assert set(bad_fields(answer)) == {"urn", "on", "reason"}
    answer = api.olu.post(f"{SCHOOL}/links", {"kind": "eaten_by", "on": DAY})
    assert set(bad_fields(answer)) == {"kind", "other_school_id"}


def test_a_school_changes_neither_its_urn_nor_its_links(api: Api) -> None:
    problem_of(api.priya.post(f"{SCHOOL}/urns", _urn(BEFORE)), 403, "forbidden")
    body = {"other_school_id": str(BECKFIELD), "kind": "split_from", "on": DAY}
    problem_of(api.priya.post(f"{SCHOOL}/links", body), 403, "forbidden")
