"""How does the desk tie tickets together, and untie them?"""

import re
from typing import Any

import pytest

from contracts.ties import Link, Tie
from services.gateway.screens.ties import CHOICES, UNDONE
from services.gateway.screens.words import TIES
from tests.services.gateway.api import Api, json_of
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import BECKFIELD


def address(ticket: str, act: str = "ties") -> str:
    return f"/console/tickets/{ticket}/{act}"


def tie(olu: Reader, ticket: str, other: str, what: str, **typed: Any) -> Any:
    said = {"version": 1, "other_id": other, "what": what} | typed
    return olu.sends(address(ticket, "tie"), **said)


def test_every_tie_is_called_something_and_every_link_is_offered() -> None:
    assert TIES.keys() == set(Tie)
    assert {value for value, _ in CHOICES} == {"merge", *(one.value for one in Link)}
    assert UNDONE.keys() == set(Tie) - {Tie.MERGED, Tie.SPLIT_OFF}


def test_a_ticket_is_found_by_words_or_reference_and_merged(
    api: Api, olu: Reader
) -> None:
    survivor = api.olu.opens(subject="Projector in 4B")
    ticket = api.olu.opens(subject="Beamer dark")
    theirs = api.olu.opens(BECKFIELD, subject="Projector of Beckfield")
    found = olu.reads(f"{address(ticket)}?words=projector")
    assert "Projector in 4B" in found
    assert theirs not in found
    by_reference = api.olu.sees(survivor)["reference"]
    assert "Projector in 4B" in olu.reads(f"{address(ticket)}?words={by_reference}")
    answer = tie(olu, ticket, survivor, "merge", tab="open")
    assert answer.status_code == 303, answer.text
    page = olu.reads(answer.location)
    assert "It is merged." in page
    assert f'merged into <a href="/console/tickets/{survivor}' in page
    assert "Send reply" not in page
    assert "Beamer dark" in olu.reads(f"/console/tickets/{survivor}")
    assert "Beamer dark" not in olu.reads("/console?tab=open").split('id="ticket"')[0]


def test_a_merge_a_link_and_a_split_are_undone(api: Api, olu: Reader) -> None:
    one, other = api.olu.opens(), api.olu.opens()
    tie(olu, one, other, "merge")
    undo = {"version": 2, "other_id": other, "tie": "merged_into"}
    assert olu.sends(address(one, "untie"), **undo).status_code == 303
    assert api.olu.sees(one)["merged_into"] is None
    tie(olu, one, other, "parent", version=3)
    assert "Part of" in olu.reads(address(one))
    undo = {"version": 4, "other_id": other, "tie": "parent"}
    assert olu.sends(address(one, "untie"), **undo).status_code == 303
    assert "Part of" not in olu.reads(address(one))


def test_what_the_school_wrote_is_split_off_and_put_back(api: Api, olu: Reader) -> None:
    ticket = api.priya.opens()
    api.priya.post(f"/tickets/{ticket}/write", {"text": "The scanner is slow."})
    page = olu.reads(address(ticket))
    (entry,) = re.findall(r'name="entry_id" value="([^"]+)"', page)
    said = {"version": 2, "entry_id": entry, "subject": " "}
    refused = olu.sends(address(ticket, "split"), **said)
    assert refused.status_code == 422
    assert f'href="#split-{entry}-subject"' in refused.text
    said["subject"] = "The scanner"
    assert olu.sends(address(ticket, "split"), **said).status_code == 303
    (tied,) = json_of(api.olu.get(f"/tickets/{ticket}/ties"))["ties"]
    new = tied["ticket_id"]
    undo = {"version": 2, "other_id": ticket, "tie": "split_from"}
    assert olu.sends(address(new, "untie"), **undo).status_code == 303
    assert api.olu.sees(new)["merged_into"] == ticket


@pytest.mark.parametrize(
    ("typed", "because"),
    [
        ({"other_id": ""}, "Find a ticket and pick it."),
        ({"what": "friend"}, "Say what it is to this ticket."),
        ({"version": 9}, "It has changed since you looked"),
    ],
)
def test_what_is_wrong_with_a_tie_is_said_and_the_search_kept(
    api: Api, olu: Reader, typed: dict[str, Any], because: str
) -> None:
    one, other = api.olu.opens(), api.olu.opens(subject="Projector in 4B")
    said = {"what": "related", "words": "projector"} | typed
    answer = tie(olu, one, said.pop("other_id", other), said.pop("what"), **said)
    assert answer.status_code in (409, 422)
    assert because in answer.text
    assert "Projector in 4B" in answer.text


def test_a_school_sees_what_its_request_was_merged_into(
    api: Api, olu: Reader, priya: Reader
) -> None:
    one, other = api.olu.opens(), api.olu.opens()
    tie(olu, one, other, "merge")
    page = priya.reads(f"/portal/{api.olu.sees(one)['school_id']}/tickets/{one}")
    assert "We deal with it together with" in page
    assert f"/tickets/{other}" in page
