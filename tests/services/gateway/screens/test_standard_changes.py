"""Are standard changes proposed by the desk, and approved by the school, on a page?"""

from __future__ import annotations

from contracts.access import Role
from contracts.standard_changes import GetStandardChanges, StandardChangesView
from tests.services.gateway.api import Api
from tests.services.gateway.change_routes import TEXTS
from tests.services.gateway.screens.change_pages import PROPOSED, STANDARD, TYPED
from tests.services.gateway.screens.pages import Reader, make_known
from tests.support.cast import ASHGROVE, PRIYA

NAME = "a-burner-is-replaced"


def shown(api: Api) -> StandardChangesView:
    view: StandardChangesView = api.town.ask(GetStandardChanges(school_id=ASHGROVE))
    return view


def test_a_standard_change_is_proposed_approved_and_made(
    api: Api, olu: Reader, ben: Reader
) -> None:
    assert olu.sends(STANDARD, **PROPOSED, version="0").status_code == 303
    assert [one.name for one in shown(api).changes] == [NAME]
    assert "Not approved yet" in olu.reads(STANDARD)
    assert "Which of these do you approve?" not in olu.reads(STANDARD)
    head = make_known(api, PRIYA, Role.HEAD, ASHGROVE).signed_in()
    assert "Propose another" not in head.reads(STANDARD)
    sent = head.sends(f"{STANDARD}/approve", version="1", names=NAME)
    assert sent.status_code == 303
    assert shown(api).approved == (NAME,)
    ben.reads(STANDARD, 403)
    ticket = api.olu.opens(type="change")
    plan = TYPED | {"kind": "standard", "standard": NAME}
    plan |= dict.fromkeys(("plan", "back_out", "test"), "")
    at_it = f"/console/tickets/{ticket}/change"
    assert olu.sends(f"{at_it}/plan", **plan).status_code == 303
    page = olu.reads(at_it)
    assert "The school approved it beforehand." in page
    assert TEXTS["back_out"] in page


def test_what_is_changed_of_it_is_approved_again(api: Api, olu: Reader) -> None:
    for version in ("0", "1"):
        assert olu.sends(STANDARD, **PROPOSED, version=version).status_code == 303
    assert [one.name for one in shown(api).changes] == [NAME, f"{NAME}-2"]
    head = make_known(api, PRIYA, Role.HEAD, ASHGROVE).signed_in()
    head.sends(f"{STANDARD}/approve", version="2", names=[NAME, f"{NAME}-2"])
    other = PROPOSED | {"name": NAME, "test": "Light it twice."}
    assert olu.sends(STANDARD, **other, version="3").status_code == 303
    assert shown(api).approved == (f"{NAME}-2",)
    gone = {"name": NAME, "version": "4", "remove": "yes"}
    assert olu.sends(STANDARD, **gone).status_code == 303
    assert [one.name for one in shown(api).changes] == [f"{NAME}-2"]


def test_what_is_wrong_is_told_and_what_changed_meanwhile(
    api: Api, olu: Reader
) -> None:
    bare = olu.sends(STANDARD, **PROPOSED | {"back_out": " "}, version="0")
    assert bare.status_code == 422
    assert 'href="#new-back_out"' in bare.text
    assert PROPOSED["plan"] in bare.text
    olu.sends(STANDARD, **PROPOSED, version="0")
    assert olu.sends(STANDARD, **PROPOSED, version="0").status_code == 409
    head = make_known(api, PRIYA, Role.HEAD, ASHGROVE).signed_in()
    late = head.sends(f"{STANDARD}/approve", version="3", names=NAME)
    assert late.status_code == 409
