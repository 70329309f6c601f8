"""What may be said and asked of articles by API?"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.support.cast import ASHGROVE

PROJECTOR = {"title": "The projector stays dark", "text": "Hold the **power** key."}


def listed(api: Api, **asked: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json_of(api.olu.get("/articles", **asked))["articles"]
    return found


def test_what_is_new_has_no_version_yet(api: Api) -> None:
    answer = api.olu.post("/articles", PROJECTOR | {"version": 1})
    assert bad_fields(answer) == {"version": ["Unknown field."]}


def test_an_article_is_written_once_published_changed_and_withdrawn(api: Api) -> None:
    first = api.olu.post("/articles", PROJECTOR, key="k")
    article_id = json_of(first, 201)["article_id"]
    at = f"/articles/{article_id}"
    assert first.headers["Location"] == f"/api/v1{at}"
    again = api.olu.post("/articles", PROJECTOR, key="k")
    assert json_of(again, 201) == {"article_id": article_id}
    assert [one["state"] for one in listed(api)] == ["draft"]
    assert api.olu.post(f"{at}/publish", {"version": 1}).status_code == 204
    longer = PROJECTOR | {"text": "Hold it for ten seconds.", "version": 2}
    assert api.olu.put(at, longer).status_code == 204
    shown = json_of(api.olu.get(at))
    assert (shown["state"], shown["shown_version"], shown["version"]) == (
        *("changed", 1),
        3,
    )
    assert [one["article_version"] for one in shown["versions"]] == [2, 1]
    assert json_of(api.olu.get(at, version=1))["text"] == PROJECTOR["text"]
    assert api.olu.post(f"{at}/withdraw", {}).status_code == 204
    assert [one["state"] for one in listed(api, search="projectors")] == ["withdrawn"]
    assert listed(api, search="printer") == []


def test_who_is_late_is_told_what_changed(api: Api) -> None:
    article_id = json_of(api.olu.post("/articles", PROJECTOR), 201)["article_id"]
    at = f"/articles/{article_id}"
    api.administrator.put(at, PROJECTOR | {"text": "Hold it.", "version": 1})
    for late in (
        api.olu.put(at, PROJECTOR | {"text": "Press it.", "version": 1}),
        api.olu.post(f"{at}/publish", {"version": 1}),
    ):
        told = problem_of(late, 409, "conflict")
        assert told["version"] == 2
        assert told["changes"][0]["type"] == "intake.article_written"


def test_an_article_that_holds_is_due_again_later(api: Api) -> None:
    article_id = json_of(api.olu.post("/articles", PROJECTOR), 201)["article_id"]
    at = f"/articles/{article_id}"
    holds = {"review_on": "2051-09-01", "version": 1}
    assert api.olu.post(f"{at}/review", holds).status_code == 204
    assert json_of(api.olu.get(at))["review_on"] == "2051-09-01"
    past = api.olu.post(f"{at}/review", {"review_on": "2001-09-01"})
    assert bad_fields(past).keys() == {"review_on"}


def test_what_is_not_there_is_not_found(api: Api) -> None:
    at = f"/articles/{uuid4()}"
    problem_of(api.olu.get(at), 404, "not_found")
    problem_of(api.olu.put(at, PROJECTOR), 404, "not_found")
    problem_of(api.olu.post(f"{at}/publish", {}), 404, "not_found")


def test_everything_that_is_wrong_with_an_article_is_named(api: Api) -> None:
    bad = {"title": " ", "text": " ", "audience": "anybody", "of_school": str(ASHGROVE)}
    assert bad_fields(api.olu.post("/articles", bad)).keys() == {
        *("title", "text", "audience")
    }
