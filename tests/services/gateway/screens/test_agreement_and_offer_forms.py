"""Who is shown what is promised, who offers something else, and who signs it?"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from contracts.access import Role
from contracts.sla_signing import AgreementsView, FindAgreements
from contracts.values import PROVIDER, HoldReason
from services.gateway.screens.promise_words import STANDARD_LADDER
from tests.services.gateway.api import Api
from tests.services.gateway.promises import OFFERED, offered
from tests.services.gateway.screens.pages import Reader, make_known
from tests.services.gateway.screens.test_what_if_and_trial_forms import FIELD
from tests.services.gateway.screens.typed import OFFER, PROPOSAL
from tests.support.cast import ASHGROVE, OLU, PRIYA

AT = f"/console/schools/{ASHGROVE}/agreement"


@pytest.fixture
def lead(api: Api) -> Reader:
    """Olu, who leads the team and may offer."""
    return make_known(api, OLU, Role.TEAM_LEAD, PROVIDER).signed_in()


@pytest.fixture
def head(api: Api) -> Reader:
    """Priya, who runs Ashgrove and may sign."""
    return make_known(api, PRIYA, Role.HEAD, ASHGROVE).signed_in()


def known(api: Api) -> AgreementsView:
    view: AgreementsView = api.town.ask(FindAgreements(school_id=ASHGROVE))
    return view


def offers(reader: Reader, **typed: Any) -> Any:
    """Send the form for an offer, with other values in some fields."""
    fields = dict(FIELD.findall(reader.reads(AT)))
    named = {name.replace("__", "."): value for name, value in typed.items()}
    return reader.sends(f"{AT}/offer", **fields | OFFER | named)


def test_what_is_promised_is_shown_to_the_desk_and_the_school(
    priya: Reader, olu: Reader
) -> None:
    for reader in (olu, priya):
        page = reader.reads(AT)
        for words in ("30 min", "Version 1", "counts now", "Warnings come at 75 %"):
            assert words in page
        assert "Follows from the hours and the calendar of the school." in page
    assert "Offer something else" not in priya.reads(AT)


def test_an_offer_says_what_would_differ_and_changes_nothing_yet(
    api: Api, lead: Reader
) -> None:
    said = "Telephones of its own\n\nBoilers"
    assert offers(lead, p1__response="", p2__round_the_clock="yes", exclusions=said)
    page = lead.reads(AT)
    for words in (
        "Olu offers it from 09/06/2026 00:00.",
        "P1 critical, first reply: not promised instead of 30 min",
        "P2 high: round the clock instead of the school's hours",
        "Warnings at 50 % and 75 % instead of 75 %",
        "No longer covered: Telephones of its own",
        "/what-if?like=offer",
    ):
        assert words in page
    view = known(api)
    assert len(view.versions) == 1
    assert view.proposal is not None
    assert view.proposal.promised.exclusions == ("Telephones of its own", "Boilers")
    assert "Sign it" not in page


def test_sent_twice_it_is_offered_once(api: Api, lead: Reader) -> None:
    for _ in range(2):
        assert offers(lead).status_code == 303
    log = [one.type for one in api.town.log("sla", ASHGROVE)]
    assert log.count("sla.agreement_proposed") == 1


def test_who_runs_the_school_signs_and_the_version_tells_what_differs(
    api: Api, lead: Reader, head: Reader
) -> None:
    offers(lead)
    assert "You sign it for" in head.reads(AT)
    signed = head.sends(f"{AT}/sign", proposal_id=PROPOSAL)
    assert signed.status_code == 303
    page = head.reads(AT)
    assert "You signed it." in page
    assert "Offered by Olu, signed by Priya." in page
    assert "P1 critical, first reply: 15 min instead of 30 min" in page
    assert known(api).versions[0].signatory == PRIYA.name


def test_what_is_offered_no_more_cannot_be_signed(api: Api, head: Reader) -> None:
    offered(api)
    again = head.sends(f"{AT}/sign", proposal_id=PROPOSAL)
    assert again.status_code == 422
    assert "That is not what is offered now." in again.text
    assert head.sends(f"{AT}/sign", proposal_id="x").status_code == 422
    assert head.sends(f"{AT}/sign", proposal_id=str(OFFERED)).status_code == 303


def test_staff_neither_sign_nor_offer_and_the_msp_does_not_sign(
    api: Api, lead: Reader, priya: Reader, ben: Reader
) -> None:
    offered(api)
    for reader in (lead, priya, ben):
        sent = reader.sends(f"{AT}/sign", proposal_id=str(OFFERED))
        assert sent.status_code == 403
    for reader in (priya, ben):
        assert reader.sends(f"{AT}/offer", **OFFER).status_code == 403
    ben.reads(AT, 403)


def test_what_is_typed_wrong_is_told_at_its_field_and_kept(
    api: Api, lead: Reader
) -> None:
    many = "\n".join(str(number) for number in range(41))
    wrong = offers(
        lead,
        p1__response="soon",
        effective_on="",
        warn_at_percents="half",
        exclusions=many,
    )
    assert wrong.status_code == 422
    for words in (
        "P1 critical, first reply: Not hours such as 0.5 or 4.",
        "From: Say from which day.",
        "Warnings: Not percents such as 50, 75.",
        "What is not covered: At most 40 lines.",
        'value="soon"',
    ):
        assert words in wrong.text
    assert known(api).proposal is None


def test_what_nobody_can_keep_is_not_offered(lead: Reader) -> None:
    late = offers(lead, effective_on="2026-06-01")
    assert late.status_code == 422
    assert "A promise counts from a moment to come" in late.text
    assert "must allow some time" in offers(lead, p1__response="0").text
    assert "in order" in offers(lead, warn_at_percents="75, 50").text


def test_a_school_that_is_promised_nothing_has_no_agreement(olu: Reader) -> None:
    nowhere = AT.replace(str(ASHGROVE), "00000000-0000-4000-8000-000000000007")
    olu.reads(nowhere, 404)


def test_a_priority_more_or_less_is_offered(api: Api, lead: Reader) -> None:
    more = offers(lead, p4__response="7", change="add")
    assert more.status_code == 200
    for words in ("Promise P6 too", "Leave P5 out", 'value="7"', '<th scope="row">P5'):
        assert words in more.text
    assert re.search(r'id="p5.response"[^>]* autofocus', more.text)
    fewer = offers(lead, priorities="2", change="remove")
    assert "Leave" not in fewer.text.partition("Promise P2 high too")[2]
    assert known(api).proposal is None
    assert offers(lead, priorities="5", p5__response="18").status_code == 303
    view = known(api)
    assert view.proposal is not None
    assert [one.response for one in view.proposal.promised.promises][3:] == [
        timedelta(hours=9),
        timedelta(hours=18),
    ]
    page = lead.reads(AT)
    assert "P5, first reply: 18 h instead of not promised" in page
    assert "Promise P6 too" in page


@pytest.mark.parametrize("said", ["0", "10", "many", ""])
def test_a_number_of_priorities_that_is_none_is_that_of_what_stands(
    api: Api, lead: Reader, said: str
) -> None:
    assert offers(lead, priorities=said).status_code == 303
    view = known(api)
    assert view.proposal is not None
    assert len(view.proposal.promised.promises) == 4


OWN = "wireless p2 1 - 4\nwireless P3 2 4 8 always\nemail"


def test_what_differs_by_service_hold_and_inspection_is_offered_and_told(
    api: Api, lead: Reader
) -> None:
    assert "Safeguarding: counted round the clock" in lead.reads(AT)
    typed = {
        "of_services": OWN,
        "uncovered": "website",
        "inspection": "p1 0.25 0.5 1",
        "pausing__supplier": "",
    }
    assert offers(lead, **typed).status_code == 303
    view = known(api)
    assert view.proposal is not None
    promised = view.proposal.promised
    [wireless, email] = promised.of_services
    assert (wireless.service, len(wireless.promises)) == ("wireless", 2)
    assert (email.service, email.promises) == ("email", ())
    assert promised.uncovered == ("website",)
    assert HoldReason.SUPPLIER not in promised.pausing
    page = lead.reads(AT)
    for words in (
        "wireless, P2 high: first reply 1 h, next update not promised, resolution 4 h",
        "website: not covered, nothing is promised",
        "In an inspection, P1 critical: first reply 15 min",
        "On hold, time counts while this is waited for: ",
        "wireless p3 2 4 8 always",
    ):
        assert words in page, words


def test_a_ladder_is_offered_and_told(api: Api, lead: Reader) -> None:
    assert f"Who is told of a target: {STANDARD_LADDER}." in lead.reads(AT)
    lines = "resolution 75% lead\nresponse +0 first"
    assert offers(lead, escalation=lines).status_code == 303
    view = known(api)
    assert view.proposal is not None
    assert len(view.proposal.promised.escalation) == 2
    page = lead.reads(AT)
    told = "Who is told of a target: the duty lead of a resolution, at 75 % of its time"
    assert told in page
    assert lines in page


def test_what_an_offer_says_of_no_service_and_no_line_is_told_at_its_field(
    api: Api, lead: Reader
) -> None:
    wrong = offers(
        lead,
        of_services="tills p2 1 2 4",
        uncovered="tills",
        inspection="p2 1",
        escalation="resolution 75% nobody",
    )
    assert wrong.status_code == 422
    for words in (
        "Services with promises of their own: A line of it is not such as",
        "Services that are not covered: A line of it names no service",
        "Who is told of a target: A line of it is not such as: resolution 75% lead.",
        "In an inspection: A line of it is not such as: p2 0.5 1 2.",
    ):
        assert words in wrong.text.replace("&#39;", "'")
    assert known(api).proposal is None
