"""Is a change planned, approved, made and reviewed on pages, and seen by its school?"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from contracts.access import Role
from contracts.calendar import SetTerms
from contracts.change_calendar import GetChange
from contracts.changes import ChangeState
from contracts.directory import GetSchool
from contracts.values import PROVIDER, Term
from services.gateway.screens.change_calendars import coming_term
from tests.services.gateway.api import Api
from tests.services.gateway.screens.change_pages import ALLOWED, TYPED
from tests.services.gateway.screens.pages import Reader, make_known
from tests.services.gateway.test_changes import examine
from tests.support.cast import ASHGROVE, OLU, PRIYA, ZOE
from tests.support.scenario import at

CALENDAR, PORTAL = "/console/changes", f"/portal/{ASHGROVE}"
WHO: dict[str, Any] = {"who": f"person:{OLU.person_id}"}
WHEN = "Tuesday 09/06/2026, 18:00 to 20:00"


def planned(api: Api, olu: Reader, **typed: Any) -> str:
    """The id of a ticket whose change was just planned."""
    ticket = api.olu.opens(type="change")
    sent = olu.sends(f"/console/tickets/{ticket}/change/plan", **TYPED | WHO | typed)
    assert sent.status_code == 303, sent.text
    return ticket


def state(api: Api, ticket: str) -> ChangeState:
    change = api.town.ask(GetChange(ticket_id=UUID(ticket))).change
    found: ChangeState = change.state
    return found


def test_a_change_is_planned_and_seen_by_the_desk_and_its_school(
    api: Api, olu: Reader, priya: Reader, ben: Reader
) -> None:
    ticket = planned(api, olu, services="wireless")
    assert f"/console/tickets/{ticket}/change" in olu.reads(
        f"/console/tickets/{ticket}"
    )
    place = f"{PORTAL}/tickets/{ticket}"
    assert f"{place}/change" in priya.reads(place)
    assert "planned the change: normal" in priya.reads(place)
    for page in (
        olu.reads(f"/console/tickets/{ticket}/change"),
        olu.reads(CALENDAR),
        priya.reads(f"{PORTAL}/changes"),
        priya.reads(f"{place}/change"),
    ):
        assert WHEN in page
    assert "It waits for approval" in priya.reads(f"{place}/change")
    assert "Allow it on days" not in priya.reads(f"{place}/change")
    for at_it in (f"{PORTAL}/changes", f"{place}/change"):
        ben.reads(at_it, 403)
    priya.reads(CALENDAR, 403)


def test_what_is_wrong_with_a_plan_is_told_and_nothing_is_lost(
    api: Api, olu: Reader
) -> None:
    ticket = api.olu.opens(type="change")
    at_it = f"/console/tickets/{ticket}/change/plan"
    wrong: tuple[dict[str, Any], ...] = (
        {"starts_at": "soon"},
        {"ends_at": "2026-06-09T17:00"},
        {"back_out": " "},
        {"kind": "standard", "standard": ""},
    )
    for changed in wrong:
        answer = olu.sends(at_it, **TYPED | WHO | changed)
        assert answer.status_code == 422, changed
        assert f'href="#plan-{[*changed][-1]}"' in answer.text
    assert TYPED["risk_reason"] in answer.text
    page = olu.reads(f"/console/tickets/{ticket}/change")
    assert "Nothing is planned yet." in page


def test_a_change_is_begun_ended_and_reviewed_on_its_page(
    api: Api, olu: Reader, priya: Reader
) -> None:
    ticket = planned(api, olu, kind="emergency")
    at_it = f"/console/tickets/{ticket}/change"
    early = olu.sends(f"{at_it}/begin", version="1", reason=" ")
    assert early.status_code == 422
    assert "cannot wait" in early.text
    said = {"version": "1", "reason": "The hall is dark."}
    assert olu.sends(f"{at_it}/begin", **said).status_code == 303
    late = olu.sends(f"{at_it}/withdraw", **said)
    assert late.status_code == 409
    assert "It has changed since you looked" in late.text
    end = {"version": "2", "done": "false", "said": "It is dark still."}
    assert olu.sends(f"{at_it}/end", **end).status_code == 303
    assert state(api, ticket) is ChangeState.BACKED_OUT
    assert "To be reviewed by 22/06/2026" in olu.reads(CALENDAR)
    review = {"version": "3", "said": "Test the lamp first."}
    assert olu.sends(f"{at_it}/review", **review).status_code == 303
    page = priya.reads(f"{PORTAL}/tickets/{ticket}/change")
    assert "Test the lamp first." in page
    assert "To be reviewed" not in olu.reads(CALENDAR)


def test_a_consultant_plans_a_change_and_does_not_make_it(api: Api) -> None:
    consultant = make_known(api, ZOE, Role.CONSULTANT, PROVIDER).signed_in()
    ticket = planned(api, consultant, kind="emergency")
    at_it = f"/console/tickets/{ticket}/change"
    assert f'href="{at_it}"' in consultant.reads(f"{PORTAL}/tickets/{ticket}")
    page = consultant.reads(at_it)
    assert "Withdraw it" in page
    assert "Begin it" not in page
    said = {"version": "1", "reason": "The lamp smokes."}
    consultant.sends(f"{at_it}/begin", **said)
    assert state(api, ticket) is ChangeState.PLANNED
    assert consultant.sends(f"{at_it}/withdraw", **said).status_code == 303


def test_a_freeze_is_drawn_in_and_the_head_allows_a_change_in_it(
    api: Api, olu: Reader
) -> None:
    ticket = planned(api, olu)
    examine(api)
    for page in (olu.reads(CALENDAR), olu.reads(f"/console/tickets/{ticket}/change")):
        assert "Mocks (exams, 09/06/2026 to 09/06/2026)" in page
    assert "To be moved" in olu.reads(CALENDAR)
    again = olu.sends(
        f"/console/tickets/{ticket}/change/plan", **TYPED | WHO | {"version": "1"}
    )
    assert again.status_code == 422
    assert "Nothing is changed then: Mocks" in again.text
    head = make_known(api, PRIYA, Role.HEAD, ASHGROVE).signed_in()
    at_it = f"{PORTAL}/tickets/{ticket}/change"
    bare = head.sends(f"{at_it}/allow", **ALLOWED | {"reason": " "})
    assert bare.status_code == 422
    assert head.sends(f"{at_it}/allow", **ALLOWED).status_code == 303
    assert "Priya allows it from 09/06/2026 to 09/06/2026" in head.reads(at_it)
    assert "To be moved" not in olu.reads(CALENDAR)


def test_weeks_are_gone_through(olu: Reader) -> None:
    page = olu.reads(f"{CALENDAR}?week=2026-08-31")
    assert "Changes from 31/08/2026 to 11/10/2026" in page
    assert "Start of the school year" in page
    for slip in ("kiln", "0001-01-01", "9999-12-01"):
        assert "Changes from 08/06/2026" in olu.reads(f"{CALENDAR}?week={slip}")


def test_the_coming_term_is_foreseen_by_last_year(
    api: Api, priya: Reader, ben: Reader
) -> None:
    at_it = f"/console/schools/{ASHGROVE}/forecast"
    assert "Nothing is known of the same weeks" in priya.reads(at_it)
    assert "not known" in priya.reads(at_it)
    for _ in range(3):
        api.olu.opens()
    api.town.clock.set(at("mon 09:00").replace(year=2027, day=1))
    autumn = Term(name="Summer", from_on=date(2027, 6, 7), until_on=date(2027, 7, 20))
    api.town.execute(SetTerms(school_id=ASHGROVE, terms=(autumn,)))
    page = priya.signed_in().reads(at_it)
    assert "How busy will it be: Summer" in page
    assert "08/06/2026, which had 3" in page
    assert "<strong>busy</strong>" in page
    ben.signed_in().reads(at_it, 403)


def test_without_terms_it_is_the_weeks_that_come(api: Api) -> None:
    school = api.town.ask(GetSchool(school_id=ASHGROVE))
    assert coming_term(school, date(2026, 6, 8)) == ("", date(2026, 6, 8), 13)
