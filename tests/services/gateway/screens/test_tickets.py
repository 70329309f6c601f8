"""What does the desk see of one ticket, and what may it do with it?"""

import re
from datetime import timedelta
from typing import Any

import pytest

from services.gateway.screens.moments import as_typed
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import OLU

FRAGMENT = {"HX-Request": "true", "HX-Target": "ticket"}
ME = f"person:{OLU.person_id}"


def address(ticket: str) -> str:
    return f"/console/tickets/{ticket}"


def test_a_ticket_stands_beside_its_queue(api: Api, olu: Reader) -> None:
    ticket = api.olu.opens(subject="Projector")
    page = olu.reads(f"{address(ticket)}?tab=unassigned")
    assert '<h1 id="ticket-title" tabindex="-1">Projector</h1>' in page
    assert 'aria-current="true"' in page
    assert "E13" in page
    fragment = olu.reads(address(ticket), headers=FRAGMENT)
    assert "<html" not in fragment
    assert "Projector – Caretaker</title>" in fragment


@pytest.mark.parametrize(
    ("action", "typed", "then"),
    [
        ("reply", {"text": "On my **way**."}, "<strong>way</strong>"),
        ("call", {"text": "She knows.", "by": "phone"}, "told the requester"),
        ("note", {"text": "Spare lamp in van 2."}, "noted for the desk only"),
        ("triage", {"impact": "high", "urgency": "high"}, "P1 critical"),
        ("assign", {"assignee": ME}, '<option value="{ME}" selected>Olu'),
        (
            "classify",
            {"type": "change", "category": "network"},
            "<summary>Type: Change, Network and Wi-Fi</summary>",
        ),
        ("hold", {"reason": "A part is on its way."}, "On hold"),
        ("resolve", {"note": "New lamp."}, "Why it is not done after all"),
    ],
)
def test_what_the_desk_does_is_done_and_said(
    api: Api, olu: Reader, action: str, typed: dict[str, Any], then: str
) -> None:
    ticket = api.olu.opens()
    answer = olu.sends(f"{address(ticket)}/{action}", version=1, tab="open", **typed)
    assert answer.status_code == 303, answer.text
    assert answer.location == f"{address(ticket)}?tab=open"
    page = olu.reads(answer.location)
    assert 'class="flash"' in page
    assert then.replace("{ME}", ME) in page


def test_a_call_is_entered_for_when_it_was_though_the_ticket_is_resolved(
    api: Api, olu: Reader
) -> None:
    ticket, hour = api.olu.opens(), timedelta(hours=1)
    then = api.town.clock() + hour
    api.town.clock.advance(hours=3)
    api.olu.acts(ticket, "resolve", note="New lamp.")
    said = {"text": "She knows.", "by": "phone", "version": "2"}
    call = f"{address(ticket)}/call"
    early = olu.sends(call, **said, happened_at=as_typed(then - 2 * hour))
    assert "Must not be before the ticket was opened." in early.text
    answer = olu.sends(call, **said, happened_at=as_typed(then))
    assert answer.status_code == 303, answer.text
    page = olu.reads(answer.location)
    assert "told the requester" in page
    assert "entered <time" in page


def test_what_waited_goes_on_and_what_was_done_is_reopened(
    api: Api, olu: Reader
) -> None:
    ticket = api.olu.opens()
    steps: list[tuple[str, dict[str, str]]] = [
        ("hold", {"reason": "A part is on its way."}),
        ("resume", {}),
        ("resolve", {"note": "New lamp."}),
        ("reopen", {"reason": "It is dark again."}),
    ]
    for version, (action, typed) in enumerate(steps, start=1):
        answer = olu.sends(f"{address(ticket)}/{action}", version=version, **typed)
        assert answer.status_code == 303, answer.text
    assert "It is dark again." in olu.reads(address(ticket))


def test_what_was_decided_on_an_old_version_is_kept_and_not_done(
    api: Api, olu: Reader
) -> None:
    ticket = api.olu.opens()
    api.olu.acts(ticket, "hold", reason="A part is on its way.")
    answer = olu.sends(f"{address(ticket)}/reply", version=1, text="On my way.")
    assert answer.status_code == 409
    assert "It has changed since you looked" in answer.text
    assert "ticket held" in answer.text
    assert ">On my way.</textarea>" in answer.text
    [version] = set(re.findall(r'name="version" value="(\d+)"', answer.text))
    again = olu.sends(f"{address(ticket)}/reply", version=version, text="On my way.")
    assert again.status_code == 303


def test_a_form_with_something_missing_is_kept(api: Api, olu: Reader) -> None:
    ticket = api.olu.opens()
    answer = olu.sends(f"{address(ticket)}/resolve", version=1, note=" ")
    assert answer.status_code == 422
    assert 'href="#resolve-note"' in answer.text
    assert "Fill this in." in answer.text


def test_a_form_that_is_sent_twice_counts_once(api: Api, olu: Reader) -> None:
    ticket = api.olu.opens()
    for _ in range(2):
        typed = {"version": 1, "text": "On my way.", "key": "one-and-the-same"}
        assert olu.sends(f"{address(ticket)}/reply", **typed).status_code == 303
    replies = [e for e in api.olu.sees(ticket)["timeline"] if e["kind"] == "reply"]
    assert len(replies) == 1


def test_markdown_is_previewed_as_it_will_be_read(olu: Reader) -> None:
    answer = olu.sends("/console/preview", text="**Now** <script>")
    assert "<strong>Now</strong> &lt;script&gt;" in answer.text


def test_there_is_no_page_for_a_ticket_that_is_not_there(olu: Reader) -> None:
    page = olu.reads(address("00000000-0000-4000-8000-00000000dead"), 404)
    assert "There is no such ticket" in page or "there is no such ticket" in page


def test_a_ticket_leads_to_its_story(api: Api, olu: Reader) -> None:
    page = olu.reads(address(api.olu.opens()))
    api.town.settle()
    (story,) = re.findall(r"/audit/[0-9a-f-]+/stories/[0-9a-f-]+", page)
    assert "ticket opened" in olu.reads(story).lower()
