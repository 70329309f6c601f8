"""What may be asked of guidance by API, and by whom?"""

from __future__ import annotations

from typing import Any

from tests.services.gateway.api import Api, Program, json_of, problem_of
from tests.support.cast import ASHGROVE, BECKFIELD

TEXT = {"text": "Hold the **power** key."}


def written(api: Api, title: str, **said: Any) -> str:
    """An article that is published; its id."""
    body = {"title": title, **TEXT, **said}
    article_id: str = json_of(api.olu.post("/articles", body), 201)["article_id"]
    assert api.olu.post(f"/articles/{article_id}/publish", {}).status_code == 204
    return article_id


def titles(program: Program, **asked: Any) -> list[str]:
    found = json_of(program.get("/guidance", **asked))["articles"]
    return [one["title"] for one in found]


def test_a_school_reads_what_is_for_it_and_the_msp_what_it_asks_for(api: Api) -> None:
    theirs = written(api, "Ashgrove's projector", of_school=str(ASHGROVE))
    written(api, "Every projector")
    open_to_all = written(api, "Signing in", audience="anybody")
    assert titles(api.priya) == [
        *("Ashgrove's projector", "Every projector", "Signing in")
    ]
    assert titles(api.ben) == titles(api.olu, school=str(BECKFIELD))
    assert titles(api.ben) == ["Every projector", "Signing in"]
    assert titles(api.olu) == ["Signing in"]
    assert json_of(api.priya.get(f"/guidance/{theirs}"))["text"] == TEXT["text"]
    assert json_of(api.olu.get(f"/guidance/{open_to_all}"))["article_version"] == 1
    problem_of(api.ben.get(f"/guidance/{theirs}"), 404, "not_found")
    problem_of(api.ben.get("/guidance", school=str(ASHGROVE)), 403, "forbidden")


def test_what_somebody_types_finds_what_fits_and_says_why(api: Api) -> None:
    written(api, "The projector stays dark", also_called="beamer")
    asked = {"search": "Our beamer has been dark since Friday"}
    [found] = json_of(api.priya.get("/guidance", **asked))["articles"]
    assert found["because"] == ["beamer", "dark"]
    assert titles(api.priya, search="tablets") == []
