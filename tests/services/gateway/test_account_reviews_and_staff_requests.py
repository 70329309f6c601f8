"""What may be said and asked of account reviews, and what follows of what is said?"""

from __future__ import annotations

from typing import Any

import pytest

from contracts.access import Role
from contracts.refusals import Unavailable
from services.gateway import account_reviews
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


def test_what_could_not_be_opened_is_opened_when_it_is_said_again(
    api: Api, head: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise Unavailable("intake is away")

    with monkeypatch.context() as broken:
        broken.setattr(account_reviews, "_request", away)
        answer = head.post(f"{AT}/accounts", said("end"))
        problem_of(answer, 503, "unavailable")
    ended = json_of(head.post(f"{AT}/accounts", said("end")))
    assert api.olu.sees(ended["ticket_id"])["change"]["kind"] == "leaver"


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
