"""How are tickets tied together over the API?"""

from uuid import uuid4

from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.support.cast import BECKFIELD


def test_a_ticket_is_merged_and_the_merge_undone(api: Api) -> None:
    survivor, ticket = api.olu.opens(), api.olu.opens(subject="E13 again")
    merged = json_of(api.olu.acts(ticket, "merge", into_id=survivor))
    assert merged["merged_into"] == survivor
    api.priya.post(f"/tickets/{ticket}/write", {"text": "It is on fire."})
    told = api.olu.sees(survivor)["timeline"]
    assert told[-1]["text"] == "It is on fire."
    assert {one["of_reference"] for one in told} == {None, merged["reference"]}
    undone = json_of(api.olu.acts(ticket, "unmerge"))
    assert undone["merged_into"] is None
    problem_of(api.olu.acts(ticket, "unmerge"), 422, "refused")


def test_what_belongs_together_is_shown(api: Api) -> None:
    project, ticket = api.olu.opens(subject="New hall"), api.olu.opens()
    linking = {"other_id": project, "link": "parent"}
    json_of(api.olu.acts(ticket, "link", **linking))
    path = f"/tickets/{project}/ties"
    (tie,) = json_of(api.priya.get(path))["ties"]
    assert (tie["tie"], tie["ticket_id"], tie["state"]) == ("child", ticket, "open")
    json_of(api.olu.acts(ticket, "unlink", **linking))
    assert json_of(api.priya.get(path))["ties"] == []


def test_what_the_school_wrote_is_split_off_once(api: Api) -> None:
    ticket = api.priya.opens()
    api.priya.post(f"/tickets/{ticket}/write", {"text": "The scanner is slow, too."})
    shown = api.olu.sees(ticket)
    body = {
        "version": shown["version"],
        "entry_id": shown["timeline"][-1]["entry_id"],
        "subject": "The scanner is slow",
    }
    for _ in range(2):
        json_of(api.olu.post(f"/tickets/{ticket}/split", body, key="split"))
    (tie,) = json_of(api.olu.get(f"/tickets/{ticket}/ties"))["ties"]
    assert tie["tie"] == "split_off"
    assert api.olu.sees(tie["ticket_id"])["description"] == "The scanner is slow, too."


def test_a_tie_says_what_is_wrong_with_it(api: Api) -> None:
    ticket = api.olu.opens()
    answer = api.olu.acts(ticket, "link", other_id="x", link="friend")
    assert set(bad_fields(answer)) == {"other_id", "link"}
    problem_of(api.olu.acts(ticket, "merge", into_id=str(uuid4())), 404, "not_found")
    problem_of(api.olu.acts(ticket, "merge", into_id=ticket), 422, "refused")


def test_beckfield_neither_ties_nor_sees_what_is_ashgroves(api: Api) -> None:
    theirs = api.olu.opens()
    ours = api.ben.opens(BECKFIELD)
    problem_of(api.ben.get(f"/tickets/{theirs}/ties"), 404, "not_found")
    problem_of(api.olu.acts(ours, "merge", into_id=theirs), 404, "not_found")
    linking = {"other_id": theirs, "link": "related"}
    problem_of(api.olu.acts(ours, "link", **linking), 404, "not_found")
    problem_of(api.ben.acts(ours, "merge", into_id=theirs), 403, "forbidden")
