"""What do the public registers say of schools, as a program loads and asks it?"""

from __future__ import annotations

from contracts.access import Role
from contracts.codec import dump
from infra import gias_links
from infra.demo_register import GIAS_LINKS
from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.support.cast import ASHGROVE

DIGEST = "5e" * 32
PATH = "/reference/gias-links"
LINK = {"urn": 100_001, "link_urn": 100_002, "name": "Ashgrove", "type": "Successor"}


def test_a_file_is_sent_in_pages_and_then_counts(api: Api) -> None:
    found = gias_links.read(GIAS_LINKS.read_bytes())
    rows = [dump(link) for link in found.links]
    problem_of(api.olu.get(PATH), 404, "not_found")
    for page in (rows[:25], rows[25:]):
        sent = api.olu.post(f"{PATH}/pages", {"digest": found.digest, "links": page})
        assert json_of(sent) == {"links": len(page)}
    body = {"digest": found.digest, "rows": len(rows), "dated_on": "2025-04-22"}
    loaded = json_of(api.olu.post(PATH, body))
    assert loaded == {
        "kind": "gias-links",
        "added": len(rows),
        "changed": 0,
        "unchanged": 0,
        "removed": 0,
        "loaded_at": "2026-06-08T08:00:00.000000Z",
        **body,
    }
    assert json_of(api.olu.get(PATH)) == loaded
    assert json_of(api.olu.post(PATH, body)) == loaded


def test_establishments_are_found_with_what_they_became(api: Api) -> None:
    _load(api)
    page = json_of(api.olu.get("/reference/establishments", search="ashgrove"))
    assert page == {
        "establishments": [
            {
                "urn": 100_002,
                "name": "Ashgrove",
                "school_id": None,
                "links": [
                    {
                        "urn": 100_001,
                        "name": None,
                        "type": "Predecessor",
                        "established_on": None,
                    }
                ],
            }
        ],
        "more": False,
    }


def test_a_file_that_is_not_all_there_is_refused(api: Api) -> None:
    told = problem_of(api.olu.post(PATH, {"digest": DIGEST, "rows": 2}), 422, "refused")
    assert "0 rows of this file are at hand, not 2" in told["detail"]


def test_every_bad_field_is_named(api: Api) -> None:
    answer = api.olu.post(
        f"{PATH}/pages", {"digest": "x", "links": [LINK | {"urn": "100001"}]}
    )
    assert set(bad_fields(answer)) == {"digest", "links.0.urn"}
    many = {"digest": DIGEST, "links": [LINK] * 1_001}
    assert set(bad_fields(api.olu.post(f"{PATH}/pages", many))) == {"links"}
    assert set(bad_fields(api.olu.get("/reference/establishments"))) == {"search"}


def test_schools_and_auditors_load_and_see_no_reference_data(api: Api) -> None:
    _load(api)
    for role in (Role.HEAD, Role.AUDITOR):
        somebody = api.program(role, ASHGROVE)
        for path in (PATH, "/reference/establishments?search=ashgrove"):
            problem_of(somebody.call("GET", path), 403, "forbidden")
        page = {"digest": DIGEST, "links": []}
        problem_of(somebody.post(f"{PATH}/pages", page), 403, "forbidden")


def _load(api: Api) -> None:
    json_of(api.olu.post(f"{PATH}/pages", {"digest": DIGEST, "links": [LINK]}))
    json_of(api.olu.post(PATH, {"digest": DIGEST, "rows": 1}))
