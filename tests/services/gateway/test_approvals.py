"""Is approval asked for, given and declined over the API, by nobody but the school?"""

from __future__ import annotations

from contracts.access import Role
from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.support.cast import ASHGROVE

MRS_HEAD = {"approver": "Mrs Head"}


def test_a_request_is_not_done_before_the_head_has_approved_it(api: Api) -> None:
    ticket = api.priya.opens(approval="A key to the safe folder")
    told = problem_of(api.olu.acts(ticket, "resolve", note="Done."), 422, "refused")
    assert "waits for approval" in told["detail"]
    head = api.program(Role.HEAD, ASHGROVE)
    given = json_of(head.acts(ticket, "approval/give", **MRS_HEAD))
    assert given["approval"] == {
        "state": "given",
        "what": "A key to the safe folder",
        "approver": "Mrs Head",
    }
    done = json_of(api.olu.acts(ticket, "resolve", note="He has the key."))
    assert done["state"] == "resolved"


def test_the_desk_asks_and_a_governor_declines_with_a_reason(api: Api) -> None:
    ticket = api.olu.opens()
    json_of(api.olu.acts(ticket, "approval", what="A key"))
    [waits] = json_of(api.olu.get("/tickets", approval="asked"))["tickets"]
    assert (waits["ticket_id"], waits["approval"]) == (ticket, "asked")
    governor = api.program(Role.GOVERNOR, ASHGROVE)
    silent = governor.acts(ticket, "approval/decline", **MRS_HEAD, reason=" ")
    assert set(bad_fields(silent)) == {"reason"}
    said = MRS_HEAD | {"reason": "He has left."}
    declined = json_of(governor.acts(ticket, "approval/decline", **said))
    assert declined["approval"]["state"] == "declined"
    assert declined["timeline"][-1]["text"] == "He has left."


def test_the_msp_and_staff_approve_nothing(api: Api) -> None:
    ticket = api.priya.opens(approval="A key")
    for program in (api.administrator, api.olu, api.priya):
        answer = program.acts(ticket, "approval/give", **MRS_HEAD)
        problem_of(answer, 403, "forbidden")
    problem_of(api.priya.acts(ticket, "approval", what="Another"), 403, "forbidden")


def test_beckfield_neither_approves_nor_sees_what_is_ashgroves(api: Api) -> None:
    ticket = api.priya.opens(approval="A key")
    body = {"version": 2, **MRS_HEAD}
    problem_of(api.ben.post(f"/tickets/{ticket}/approval/give", body), 403, "forbidden")
    assert json_of(api.ben.get("/tickets", approval="asked"))["tickets"] == []


def test_who_approved_is_sealed_in_the_log(api: Api) -> None:
    ticket = api.priya.opens(approval="A key to the safe folder")
    head = api.program(Role.HEAD, ASHGROVE)
    json_of(head.acts(ticket, "approval/give", **MRS_HEAD))
    bodies = b"".join(one.body for one in api.town.log("intake", ASHGROVE))
    assert b"approver_id" in bodies
    assert b"Mrs Head" not in bodies
    assert b"safe folder" not in bodies
