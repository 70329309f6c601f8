"""Is whoever types personal data told before it is sent, and may they send it?"""

from __future__ import annotations

import pytest

from contracts.access import Role
from contracts.personal_data import Sensitive
from contracts.refusals import Invalid
from services.gateway.screens import changes, minding, portal
from services.gateway.screens.forms import Form, empty
from services.gateway.screens.minding import called, mind, mind_lasting
from tests.services.gateway.api import Api
from tests.services.gateway.screens.change_pages import (
    ALLOWED,
    PROPOSED,
    STANDARD,
    TYPED,
)
from tests.services.gateway.screens.pages import Reader, make_known
from tests.services.gateway.screens.project_pages import TYPED as PROJECT
from tests.services.gateway.screens.test_portal_and_portal_forms import PROJECTOR
from tests.support.cast import ASHGROVE, PRIYA

CARD = "4111 1111 1111 1111"
AT = f"/portal/{ASHGROVE}/new"
SCHOOL = f"/console/schools/{ASHGROVE}"
TOLD = "This looks like the number of a payment card."


def recorded(api: Api) -> int:
    return len(api.town.log("intake", ASHGROVE))


def test_what_holds_nothing_goes_as_ever() -> None:
    assert mind(empty(text="The projector stays dark"), "text") == {}


def test_who_was_not_told_is_told_of_each_field() -> None:
    form = empty(subject="AB123456C", text=f"{CARD}, pin: 4829")
    with pytest.raises(Invalid) as told:
        mind(form, "subject", "text")
    assert {*told.value.errors} == {"subject", "text"}
    kinds = "national_insurance payment_card password"
    assert form.minded == ("subject", kinds)
    assert mind(Form({**form.values, "despite": kinds}), "subject", "text") == {
        "despite_warning": True
    }


def test_who_was_told_of_one_kind_is_told_of_another() -> None:
    form = empty(text=f"{CARD}, pin: 4829", despite="payment_card")
    with pytest.raises(Invalid):
        mind(form, "text")


def test_several_kinds_are_called_in_one_sentence() -> None:
    said = called((Sensitive.UPN, Sensitive.NHS_NUMBER, Sensitive.PASSWORD))
    assert said == "a pupil's UPN, an NHS number and a password"
    assert {*minding.CALLED} == {*Sensitive}


def test_a_school_is_told_and_sends_nothing_until_it_says_so(
    api: Api, priya: Reader
) -> None:
    before = recorded(api)
    asked = PROJECTOR | {"description": f"Charge it to {CARD}"}
    answer = priya.sends(AT, key="a", **asked)
    assert answer.status_code == 422
    assert TOLD in answer.text
    assert CARD in answer.text
    assert 'name="despite" value="payment_card"' in answer.text
    assert recorded(api) == before
    answer = priya.sends(AT, key="a", **asked, despite="payment_card")
    assert answer.status_code == 303
    seen = api.olu.sees(answer.location.rpartition("/")[2])
    [one] = seen["marked"]
    assert (one["kinds"], one["despite_warning"]) == (["payment_card"], True)


def test_without_minding_it_is_sent_at_once(
    api: Api, priya: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin; that it came is recorded all the same."""
    monkeypatch.setattr(portal, "mind", lambda *_: {})
    answer = priya.sends(AT, key="a", **PROJECTOR | {"description": CARD})
    assert answer.status_code == 303
    [one] = api.olu.sees(answer.location.rpartition("/")[2])["marked"]
    assert one["despite_warning"] is False


@pytest.mark.parametrize(
    ("action", "field"),
    [
        *(("reply", "text"), ("note", "text"), ("call", "text")),
        *(("hold", "reason"), ("resolve", "note")),
    ],
)
def test_the_desk_is_told_wherever_it_writes(
    api: Api, olu: Reader, action: str, field: str
) -> None:
    ticket = api.olu.opens()
    at = f"/console/tickets/{ticket}/{action}"
    typed = {field: f"Card {CARD}", "version": "1", "by": "phone", "because": "part"}
    answer = olu.sends(at, key="a", **typed)
    assert answer.status_code == 422
    assert TOLD in answer.text
    assert olu.sends(at, key="a", **typed, despite="payment_card").status_code == 303
    assert api.olu.sees(ticket)["marked"][0]["despite_warning"] is True


def test_a_new_ticket_of_the_desk_is_minded(api: Api, olu: Reader) -> None:
    typed = {
        "school_id": str(ASHGROVE),
        "subject": "A card",
        "description": CARD,
        "name": "Priya",
        "email": "priya@ashgrove.example",
        "channel": "phone",
        "impact": "low",
        "urgency": "low",
    }
    answer = olu.sends("/console/tickets/new", key="a", **typed)
    assert (answer.status_code, TOLD in answer.text) == (422, True)
    told = typed | {"despite": "payment_card"}
    assert olu.sends("/console/tickets/new", key="a", **told).status_code == 303


def test_what_cannot_be_redacted_is_said_to_be_lasting() -> None:
    form = empty(reason=f"Charge it to {CARD}")
    with pytest.raises(Invalid) as told:
        mind_lasting(form, "reason")
    [said] = told.value.errors["reason"]
    assert said.startswith(TOLD)
    assert "cannot be redacted" in said
    mind_lasting(Form({**form.values, "despite": "payment_card"}), "reason")


def pages_of(api: Api) -> dict[str, dict[str, str]]:
    """Forms whose words are in no text of a ticket, and what is typed into each."""
    ticket = api.olu.opens()
    at = f"/console/tickets/{ticket}"
    when = {"starts_at": "2026-06-09T10:00", "ends_at": "2026-06-09T11:00"}
    said = f"Charge it to {CARD}"
    visits = f"{SCHOOL}/site-visits/new"
    major = f"/tickets/{api.olu.opens()}/major-incident"
    api.olu.post(major, {"lead": "Olu", "reason": "All is down."})
    api.olu.post(f"{major}/stand-down", {"text": "It is up again."})
    changed, projects = api.olu.opens(type="change"), f"{SCHOOL}/projects/new"
    review = f"/console{major.removesuffix('major-incident')}incident/review"
    action = {"what-1": said, "owner-1": "Olu", "due_on-1": "2026-06-30"}
    return {
        f"{at}/time": {"minutes": "5", "on": "2026-06-08", "note": said},
        f"{at}/incident/declare": {"lead": "Olu", "reason": said},
        review: {"what_happened": "A", "causes": "B"} | action,
        visits: {"purpose": said, **when, "who": "olu"},
        f"/remote/{ASHGROVE}/tickets/{ticket}": {"purpose": said},
        f"/console/tickets/{changed}/change/plan": TYPED | {"back_out": said},
        projects: PROJECT | {"milestones": f"10/07/2026 {said}"},
        STANDARD: PROPOSED | {"plan": said, "version": "0"},
    }


def test_the_desk_is_told_wherever_it_cannot_be_redacted(api: Api, olu: Reader) -> None:
    for address, typed in pages_of(api).items():
        answer = olu.sends(address, key="a", **typed)
        assert answer.status_code == 422, address
        assert TOLD in answer.text, address
        assert "Keep it all the same. It cannot be redacted later." in answer.text
        again = olu.sends(address, key="a", **typed, despite="payment_card")
        assert TOLD not in again.text, address


def test_without_minding_a_change_is_planned_at_once(
    api: Api, olu: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of a form whose words cannot be redacted."""
    monkeypatch.setattr(changes, "mind_lasting", lambda *_: None)
    ticket = api.olu.opens(type="change")
    said = TYPED | {"back_out": CARD}
    assert olu.sends(f"/console/tickets/{ticket}/change/plan", **said).location


def test_who_runs_a_school_is_told_before_they_allow_a_change(
    api: Api,
) -> None:
    ticket = api.olu.opens(type="change")
    head = make_known(api, PRIYA, Role.HEAD, ASHGROVE).signed_in()
    at = f"/portal/{ASHGROVE}/tickets/{ticket}/change/allow"
    typed = ALLOWED | {"reason": f"Charge it to {CARD}"}
    answer = head.sends(at, **typed)
    assert (answer.status_code, TOLD in answer.text) == (422, True)
    assert head.sends(at, **typed, despite="payment_card").status_code == 303


def test_a_note_that_is_handed_over_with_is_minded_and_recorded(
    api: Api, olu: Reader
) -> None:
    ticket = api.olu.opens()
    at = f"/console/tickets/{ticket}/hand_over"
    typed = {"known": f"Charge it to {CARD}", "next": "B", "to": "zoe"}
    version = api.olu.sees(ticket)["version"]
    answer = olu.sends(at, key="a", version=version, **typed)
    assert answer.status_code == 422
    assert "That you were told is recorded." in answer.text
    sent = {"key": "a", "version": version, **typed, "despite": "payment_card"}
    assert olu.sends(at, **sent).status_code == 303
    [one] = api.olu.sees(ticket)["marked"]
    assert (one["kinds"], one["despite_warning"]) == (["payment_card"], True)
