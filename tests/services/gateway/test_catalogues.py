"""What may be said by API of what a school can ask for?"""

from __future__ import annotations

from tests.services.gateway.api import Api, json_of, problem_of
from tests.support.cast import ASHGROVE

AT = f"/schools/{ASHGROVE}/catalogue"
SIZE = {
    "name": "size",
    "label": "How many",
    "kind": "choice",
    "choices": ["ten", "twenty"],
}
LAPTOPS = {
    "name": "laptops",
    "title": "Borrow laptops",
    "use": "teaching",
    "questions": [SIZE],
}


def test_it_is_set_and_read_by_its_school(api: Api) -> None:
    set_now = json_of(api.olu.put(AT, {"offerings": [LAPTOPS]}))
    assert set_now["catalogue_version"] == 1
    assert json_of(api.priya.get(AT)) == set_now
    [offering] = set_now["offerings"]
    assert (offering["urgency"], offering["approval"]) == ("medium", "")
    assert offering["questions"][0]["required"] is True


def test_everything_that_nobody_could_fill_in_is_named(api: Api) -> None:
    bad = LAPTOPS | {"questions": [SIZE | {"choices": []}], "name": "No name"}
    problem = problem_of(api.olu.put(AT, {"offerings": [bad]}), 422, "invalid")
    assert {one["field"] for one in problem["errors"]} == {
        "offerings.0.name",
        "offerings.0.questions.0.choices",
    }


def test_what_would_differ_is_told_and_nothing_is_set(api: Api) -> None:
    json_of(api.olu.put(AT, {"offerings": [LAPTOPS]}))
    anew = LAPTOPS | {"title": "Laptops for a lesson"}
    told = json_of(api.olu.post(f"{AT}/preview", {"offerings": [anew]}))
    [one] = told["differences"]
    assert (one["field"], one["before"], one["after"]) == (
        *("title", "Borrow laptops", "Laptops for a lesson"),
    )
    assert json_of(api.olu.get(AT))["offerings"][0]["title"] == "Borrow laptops"
    bad = {"offerings": [LAPTOPS | {"name": "No name"}]}
    problem_of(api.olu.post(f"{AT}/preview", bad), 422, "invalid")


def test_an_earlier_version_is_read_and_a_forestalled_one_is_a_conflict(
    api: Api,
) -> None:
    json_of(api.olu.put(AT, {"offerings": [LAPTOPS], "version": 0}))
    json_of(api.olu.put(AT, {"offerings": [], "version": 1}))
    problem_of(api.olu.put(AT, {"offerings": [], "version": 1}), 409, "conflict")
    first = json_of(api.priya.get(AT, version="1"))
    assert [one["name"] for one in first["offerings"]] == ["laptops"]
    problem_of(api.priya.get(AT, version="9"), 404, "not_found")
