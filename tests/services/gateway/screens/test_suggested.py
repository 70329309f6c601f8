"""Does the desk see what is suggested, with why, and decide on it?"""

from __future__ import annotations

from typing import Any

import pytest

from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE, BECKFIELD, PRIYA

SUBJECT = "Printer tray jams"


def a_past(api: Api) -> str:
    """A new ticket like three that were urgent, about printing, and are done."""
    urgent: dict[str, Any] = {"impact": "high", "urgency": "high"}
    for _ in range(3):
        old = api.olu.opens(subject=SUBJECT, category="printing", **urgent)
        api.olu.post(f"/tickets/{old}/resolve", {"version": 1, "note": "Done."})
    return api.olu.opens(subject="The printer's tray")


def address(ticket: str, act: str = "") -> str:
    return f"/console/tickets/{ticket}{act}"


def test_a_ticket_has_what_is_suggested_and_why(api: Api, olu: Reader) -> None:
    page = olu.reads(address(a_past(api)))
    assert "Nothing is set before you accept it." in page
    assert "<strong>Printing and scanning</strong>, because 3 of the 3" in page
    assert "“tray”" in page
    assert "<strong>P1 critical</strong> (impact high, urgency high)" in page


def test_what_is_accepted_is_set_and_the_ticket_says_that_it_was_suggested(
    api: Api, olu: Reader
) -> None:
    ticket = a_past(api)
    taken = {"type": "incident", "category": "printing", "suggested": "yes"}
    assert (
        olu.sends(address(ticket, "/classify"), version=1, **taken).status_code == 303
    )
    urgent = {"impact": "high", "urgency": "high", "suggested": "yes"}
    assert olu.sends(address(ticket, "/triage"), version=2, **urgent).status_code == 303
    seen = api.olu.sees(ticket)
    assert (seen["category"], seen["priority"]) == ("printing", "p1")
    assert [one["detail"].endswith(", as suggested") for one in seen["timeline"]] == [
        *(False, True, True)
    ]
    assert "Nothing is set before you accept it." not in olu.reads(address(ticket))


def test_what_is_suggested_no_more_is_refused_on_the_page(
    api: Api, olu: Reader
) -> None:
    ticket = api.olu.opens()
    taken = {"type": "incident", "category": "printing", "suggested": "yes"}
    answer = olu.sends(address(ticket, "/classify"), version=1, **taken)
    assert answer.status_code == 422
    assert "This is not suggested any more." in answer.text


@pytest.mark.parametrize(
    ("what", "said"),
    [("merge", "merged it into"), ("related", "linked it with")],
)
def test_a_likely_duplicate_is_merged_or_linked_from_the_ticket(
    api: Api, olu: Reader, what: str, said: str
) -> None:
    one, ticket = api.olu.opens(subject=SUBJECT), api.olu.opens(subject=SUBJECT)
    page = olu.reads(address(ticket))
    assert "Perhaps the same" in page
    assert "and the same person asks" in page
    taken = {"other_id": one, "what": what, "suggested": "yes"}
    answer = olu.sends(address(ticket, "/tie"), version=1, **taken)
    page = olu.reads(answer.location)
    assert said in page
    assert "as suggested" in page
    assert "Perhaps the same" not in page


def test_a_likely_duplicate_is_dismissed_for_good(api: Api, olu: Reader) -> None:
    one, ticket = api.olu.opens(subject=SUBJECT), api.olu.opens(subject=SUBJECT)
    answer = olu.sends(address(ticket, "/dismiss"), version=1, other_id=one)
    page = olu.reads(answer.location)
    assert "They are not the same; it is suggested no more." in page
    assert "found that it is not the same as" in page
    assert "Perhaps the same" not in page
    assert "Perhaps the same" not in olu.reads(address(one))


def test_what_is_done_is_suggested_nothing(api: Api, olu: Reader) -> None:
    api.olu.opens(subject=SUBJECT)
    ticket = api.olu.opens(subject=SUBJECT)
    api.olu.post(f"/tickets/{ticket}/resolve", {"version": 1, "note": "Done."})
    assert "Perhaps the same" not in olu.reads(address(ticket))


def test_a_ticket_that_is_written_down_is_compared_before_it_is_opened(
    api: Api, olu: Reader
) -> None:
    a_past(api)
    waits = api.olu.opens(subject=SUBJECT)
    theirs = api.olu.opens(BECKFIELD, subject=SUBJECT)
    typed = {
        "school_id": str(ASHGROVE),
        "subject": "A printer tray jams",
        "email": PRIYA.email,
        "act": "suggest",
    }
    answer = olu.sends("/console/tickets/new", **typed)
    assert answer.status_code == 200
    assert "Perhaps it is there already:" in answer.text
    assert waits in answer.text
    assert theirs not in answer.text
    assert "<strong>Printing and scanning</strong>" in answer.text
    assert 'value="A printer tray jams"' in answer.text
    part = olu.client.post(
        "/console/tickets/new",
        data={"csrf": olu.token(), **typed},
        headers={"HX-Request": "true", "HX-Target": "suggested"},
    )
    assert "Perhaps it is there already:" in part.text
    assert "<h1>" not in part.text


@pytest.mark.parametrize(
    "typed", [{"subject": " ", "school_id": str(ASHGROVE)}, {"subject": SUBJECT}]
)
def test_nothing_is_suggested_of_nothing_or_of_no_school(
    api: Api, olu: Reader, typed: dict[str, str]
) -> None:
    api.olu.opens(subject=SUBJECT)
    answer = olu.sends("/console/tickets/new", act="suggest", **typed)
    assert "Perhaps it is there already:" not in answer.text
