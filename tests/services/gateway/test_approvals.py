"""Is approval asked for, given and declined over the API, by nobody but the school?"""

from __future__ import annotations

from uuid import uuid4

from contracts.access import Role
from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.support.cast import ASHGROVE

BY_HEAD = "a program in the role of head"
"""Who is recorded: nobody types the name of a person who is not asked."""


def test_a_request_is_not_done_before_the_head_has_approved_it(api: Api) -> None:
    ticket = api.priya.opens(approval="A key to the safe folder")
    told = problem_of(api.olu.acts(ticket, "resolve", note="Done."), 422, "refused")
    assert "waits for approval" in told["detail"]
    head = api.program(Role.HEAD, ASHGROVE)
    given = json_of(head.acts(ticket, "approval/give"))
    assert given["approval"] == {
        "state": "given",
        "what": "A key to the safe folder",
        "approver": BY_HEAD,
    }
    done = json_of(api.olu.acts(ticket, "resolve", note="He has the key."))
    assert done["state"] == "resolved"


def test_the_desk_asks_and_a_governor_declines_with_a_reason(api: Api) -> None:
    ticket = api.olu.opens()
    json_of(api.olu.acts(ticket, "approval", what="A key"))
    [waits] = json_of(api.olu.get("/tickets", approval="asked"))["tickets"]
    assert (waits["ticket_id"], waits["approval"]) == (ticket, "asked")
    governor = api.program(Role.GOVERNOR, ASHGROVE)
    silent = governor.acts(ticket, "approval/decline", reason=" ")
    assert set(bad_fields(silent)) == {"reason"}
    said = {"reason": "He has left."}
    declined = json_of(governor.acts(ticket, "approval/decline", **said))
    assert declined["approval"]["approver"] == "a program in the role of governor"
    assert declined["approval"]["state"] == "declined"
    assert declined["timeline"][-1]["text"] == "He has left."


def test_nobody_types_who_approves(api: Api) -> None:
    ticket = api.priya.opens(approval="A key")
    lead = api.program(Role.SLT_DIGITAL_LEAD, ASHGROVE)
    for forged in ({"approver": "Mrs Head"}, {"approver_id": str(uuid4())}):
        answer = lead.acts(ticket, "approval/give", **forged)
        assert set(bad_fields(answer)) == {*forged}
    given = json_of(lead.acts(ticket, "approval/give"))["approval"]
    assert given["approver"] == "a program in the role of SLT digital lead"


def test_the_msp_and_staff_approve_nothing(api: Api) -> None:
    ticket = api.priya.opens(approval="A key")
    for program in (api.administrator, api.olu, api.priya):
        answer = program.acts(ticket, "approval/give")
        problem_of(answer, 403, "forbidden")
    problem_of(api.priya.acts(ticket, "approval", what="Another"), 403, "forbidden")


def test_beckfield_neither_approves_nor_sees_what_is_ashgroves(api: Api) -> None:
    ticket = api.priya.opens(approval="A key")
    body = {"version": 2}
    problem_of(api.ben.post(f"/tickets/{ticket}/approval/give", body), 403, "forbidden")
    assert json_of(api.ben.get("/tickets", approval="asked"))["tickets"] == []


def test_who_approved_is_sealed_in_the_log(api: Api) -> None:
    ticket = api.priya.opens(approval="A key to the safe folder")
    head = api.program(Role.HEAD, ASHGROVE)
    json_of(head.acts(ticket, "approval/give"))
    bodies = b"".join(one.body for one in api.town.log("intake", ASHGROVE))
    assert b"approver_id" in bodies
    assert BY_HEAD.encode() not in bodies
    assert b"safe folder" not in bodies
