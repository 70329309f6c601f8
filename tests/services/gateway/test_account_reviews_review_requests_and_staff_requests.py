"""What may be said and asked of account reviews, and what follows of what is said?"""

from __future__ import annotations

from typing import Any

import pytest

from contracts.access import Role
from services.gateway import account_reviews, review_requests
from tests.services.gateway.api import Api, Program, bad_fields, json_of, problem_of
from tests.services.gateway.review_routes import REVIEW, begin_term
from tests.services.gateway.screens.pages import make_known
from tests.support.cast import ASHGROVE, BECKFIELD, PRIYA

AT = f"/schools/{ASHGROVE}/account-review"
ASKS = {"name": "Ada", "email": "ada@ashgrove.example"}


@pytest.fixture
def head(api: Api) -> Program:
    """A program of the head of Ashgrove, where Priya teaches and a term is on."""
    make_known(api, PRIYA, Role.STAFF, ASHGROVE)
    begin_term(api.town)
    return api.program(Role.HEAD, ASHGROVE)


def said(conclusion: str, account: Any = PRIYA.person_id, **more: str) -> Any:
    return {
        "review_id": str(REVIEW),
        "account_id": str(account),
        "conclusion": conclusion,
        "requester": ASKS,
        **more,
    }


def test_a_school_says_of_every_account_and_signs(api: Api, head: Program) -> None:
    review = json_of(head.get(AT))
    assert (review["state"], review["due_on"]) == ("open", "2026-06-24")
    sign = {"review_id": str(REVIEW)}
    problem_of(head.post(f"{AT}/sign", sign), 422, "refused")
    for one in review["accounts"]:
        kept = head.post(f"{AT}/accounts", said("keep", one["account_id"]))
        assert json_of(kept) == {"ticket_id": None}
    assert json_of(head.post(f"{AT}/sign", sign))["state"] == "signed"
    [row, other] = json_of(api.olu.get("/account-reviews"))["reviews"]
    assert {row["state"], other["state"]} == {"signed", "no_term"}


def test_whose_access_ends_is_a_leaver_with_the_list_of_what_is_done(
    api: Api, head: Program
) -> None:
    ended = json_of(head.post(f"{AT}/accounts", said("end")))
    ticket = api.olu.sees(ended["ticket_id"])
    assert ticket["change"]["kind"] == "leaver"
    assert ticket["change"]["person"] == PRIYA.name
    assert ticket["change"]["on"] == "2026-06-08"
    assert PRIYA.name not in ticket["subject"] + ticket["description"]
    again = json_of(head.post(f"{AT}/accounts", said("end", note="She left")))
    assert again == ended
    assert len(json_of(api.olu.get("/tickets"))["tickets"]) == 1


def test_whose_access_changes_is_a_mover_into_the_role_that_is_said(
    api: Api, head: Program
) -> None:
    assert set(bad_fields(head.post(f"{AT}/accounts", said("change")))) == {"note"}
    changed = json_of(head.post(f"{AT}/accounts", said("change", note="Office")))
    ticket = api.olu.sees(changed["ticket_id"])
    assert (ticket["change"]["kind"], ticket["change"]["role"]) == ("mover", "Office")


def test_a_token_that_ends_is_a_request_to_revoke_it(api: Api, head: Program) -> None:
    account = api.priya.token_id
    ended = json_of(head.post(f"{AT}/accounts", said("end", account)))
    ticket = api.olu.sees(ended["ticket_id"])
    assert (ticket["subject"], ticket["change"]) == ("Revoke a token", None)
    assert str(account) in ticket["description"]


def away(api: Api, head: Program, monkeypatch: pytest.MonkeyPatch, body: Any) -> None:
    """Something is said of an account while intake does not run."""
    with monkeypatch.context() as broken:
        broken.delitem(api.town.link.hosted, "intake")
        problem_of(head.post(f"{AT}/accounts", body), 503, "unavailable")


def signs(head: Program) -> Any:
    return head.post(f"{AT}/sign", {"review_id": str(REVIEW)})


def keeps_tokens(head: Program) -> None:
    for one in json_of(head.get(AT))["accounts"]:
        if one["kind"] == "token":
            json_of(head.post(f"{AT}/accounts", said("keep", one["account_id"])))


def told(api: Api, ticket_id: str) -> list[str]:
    """What the school wrote to a request since it was opened."""
    timeline = api.olu.sees(ticket_id)["timeline"]
    return [one["text"] for one in timeline if one["kind"] == "requester_replied"]


def test_what_could_not_be_opened_is_opened_when_it_is_said_again(
    api: Api, head: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    away(api, head, monkeypatch, said("end"))
    keeps_tokens(head)
    refused = problem_of(signs(head), 422, "refused")
    assert f"The request about {PRIYA.name} is not open yet" in refused["detail"]
    ended = json_of(head.post(f"{AT}/accounts", said("end")))
    assert api.olu.sees(ended["ticket_id"])["change"]["kind"] == "leaver"
    assert json_of(signs(head))["state"] == "signed"


def test_without_looking_for_it_that_request_is_lost_for_good(
    api: Api, head: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    away(api, head, monkeypatch, said("end"))
    keeps_tokens(head)
    monkeypatch.setattr(account_reviews, "follow", lambda *_: None)
    assert json_of(signs(head))["state"] == "signed"
    assert json_of(api.olu.get("/tickets"))["tickets"] == []
    problem_of(head.post(f"{AT}/accounts", said("end")), 422, "refused")


def test_a_request_is_told_what_is_said_instead_of_it(api: Api, head: Program) -> None:
    ended = json_of(head.post(f"{AT}/accounts", said("end")))["ticket_id"]
    for _ in range(2):
        kept = json_of(head.post(f"{AT}/accounts", said("keep")))
        assert kept == {"ticket_id": None}
        assert ["stays as it is" in one for one in told(api, ended)] == [True]
    office = said("change", note="Office")
    moved = json_of(head.post(f"{AT}/accounts", office))["ticket_id"]
    assert told(api, ended)[1:] == [
        "The review of accounts: this access changes now. Their role: Office"
    ]
    assert told(api, moved) == []
    senco = said("change", note="SENCO")
    assert json_of(head.post(f"{AT}/accounts", senco))["ticket_id"] == moved
    again = json_of(head.post(f"{AT}/accounts", said("end")))["ticket_id"]
    assert again == ended
    assert [one.rpartition(": ")[2] for one in told(api, moved)] == [
        "SENCO",
        "this access ends now.",
    ]
    assert told(api, ended)[-1].endswith("this access ends now.")


def test_uncorrected_the_desk_would_end_what_stays(
    api: Api, head: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    monkeypatch.setattr(review_requests, "_correct", lambda *_: None)
    ended = json_of(head.post(f"{AT}/accounts", said("end")))["ticket_id"]
    json_of(head.post(f"{AT}/accounts", said("keep")))
    assert told(api, ended) == []


def test_what_the_desk_was_not_told_is_told_before_it_is_signed(
    api: Api, head: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = json_of(head.post(f"{AT}/accounts", said("end")))["ticket_id"]
    away(api, head, monkeypatch, said("keep"))
    assert told(api, ended) == []
    keeps_tokens(head)
    with monkeypatch.context() as broken:
        broken.delitem(api.town.link.hosted, "intake")
        problem_of(signs(head), 503, "unavailable")
    assert json_of(signs(head))["state"] == "signed"
    assert len(told(api, ended)) == 1
    json_of(signs(head))
    assert len(told(api, ended)) == 1


def test_the_msp_sees_it_and_says_and_signs_nothing(api: Api, head: Program) -> None:
    json_of(api.olu.get(AT))
    for program in (api.olu, api.administrator, api.priya):
        for path, body in (
            ("accounts", said("keep")),
            ("sign", {"review_id": str(REVIEW)}),
        ):
            problem_of(program.post(f"{AT}/{path}", body), 403, "forbidden")
    assert json_of(head.get(AT))["accounts"][0]["conclusion"] is None


def test_beckfield_cannot_see_or_sign_what_is_ashgroves(
    api: Api, head: Program
) -> None:
    other = api.program(Role.HEAD, BECKFIELD)
    for answer in (
        other.get(AT),
        other.get("/account-reviews"),
        other.post(f"{AT}/accounts", said("end")),
        other.post(f"{AT}/sign", {"review_id": str(REVIEW)}),
    ):
        problem_of(answer, 403, "forbidden")
        assert PRIYA.name not in answer.text
    assert json_of(head.get(AT))["accounts"][0]["conclusion"] is None
