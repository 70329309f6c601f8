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
