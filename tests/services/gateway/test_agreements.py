"""Is what is promised offered by the MSP, and signed by nobody but the school?"""

from __future__ import annotations

from typing import Any

from contracts.access import Role
from tests.services.gateway.api import Api, json_of, problem_of
from tests.services.gateway.bodies import OFFER
from tests.support.cast import ASHGROVE

AT = f"/schools/{ASHGROVE}/agreements"


def offered(api: Api) -> Any:
    """The proposal that Olu makes to Ashgrove, whose ticket has a clock."""
    api.olu.opens()
    api.town.settle()
    return json_of(api.olu.post(AT, OFFER))["proposal"]


def test_a_school_signs_what_the_msp_offers_and_it_counts_from_its_day(
    api: Api,
) -> None:
    proposal = offered(api)
    assert (proposal["proposer"], proposal["promised"]["warn_at_percents"]) == (
        "Olu",
        [50, 75],
    )
    head = api.program(Role.HEAD, ASHGROVE)
    at = f"{AT}/{proposal['proposal_id']}/sign"
    signed = json_of(head.post(at, {"signatory": "Mrs Head"}))
    assert (signed["in_force"], signed["proposal"]) == (1, None)
    newest = signed["versions"][0]
    assert (newest["agreement_version"], newest["signatory"], newest["proposer"]) == (
        2,
        "Mrs Head",
        "Olu",
    )
    assert json_of(api.priya.get(AT)) == signed
    api.town.clock.advance(days=1)
    later = json_of(api.priya.get(f"/schools/{ASHGROVE}/agreement"))
    assert later["agreement_version"] == json_of(api.priya.get(AT))["in_force"] == 2
    assert later["promised"] == newest["promised"]


def test_the_msp_cannot_sign_and_staff_neither_sign_nor_offer(api: Api) -> None:
    proposal = offered(api)
    at = f"{AT}/{proposal['proposal_id']}/sign"
    for program in (api.administrator, api.olu, api.priya, api.ben):
        problem_of(program.post(at, {"signatory": "Olu"}), 403, "forbidden")
    problem_of(api.priya.post(AT, OFFER), 403, "forbidden")


def test_who_signed_is_sealed_in_the_log(api: Api) -> None:
    proposal = offered(api)
    at = f"{AT}/{proposal['proposal_id']}/sign"
    json_of(api.program(Role.HEAD, ASHGROVE).post(at, {"signatory": "Mrs Head"}))
    bodies = b"".join(one.body for one in api.town.log("sla", ASHGROVE))
    assert b"agreement_version" in bodies
    assert b"Mrs Head" not in bodies


def test_what_nobody_can_keep_is_not_offered(api: Api) -> None:
    offered(api)
    promised = OFFER["promised"] | {"warn_at_percents": [0]}  # type: ignore[operator]
    problem_of(api.olu.post(AT, OFFER | {"promised": promised}), 422, "refused")
    problem_of(api.olu.post(AT, OFFER | {"promised": {}}), 422, "invalid")
