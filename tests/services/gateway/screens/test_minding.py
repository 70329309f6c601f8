"""Is whoever types personal data told before it is sent, and may they send it?"""

from __future__ import annotations

import pytest

from contracts.personal_data import Sensitive
from contracts.refusals import Invalid
from services.gateway.screens import minding, portal
from services.gateway.screens.forms import Form, empty
from services.gateway.screens.minding import called, mind
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.services.gateway.screens.test_portal_and_portal_forms import PROJECTOR
from tests.support.cast import ASHGROVE

CARD = "4111 1111 1111 1111"
AT = f"/portal/{ASHGROVE}/new"
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
