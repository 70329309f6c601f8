"""Does a school say how long it keeps what, and read and approve what is due?"""

from __future__ import annotations

import re

import pytest

from contracts.access import Role
from services.gateway.screens.retention_words import in_years
from services.intake.retention.erasing import erase_records
from tests.services.gateway.api import Api
from tests.services.gateway.retention_routes import HOLD, long_done
from tests.services.gateway.screens.pages import Reader, make_known
from tests.services.gateway.screens.retention_pages import (
    APPROVED,
    HELD,
    RETENTION_AT,
    TIMES,
)
from tests.services.gateway.screens.retention_pages import RETENTION_PAGES as PAGES
from tests.support.cast import ASHGROVE, PRIYA

LONGER = {"months_mail": "25"}
"""Than the tickets that the mail goes with."""

LIST = PAGES["retention_screens.due_list"][1]


@pytest.fixture
def head(api: Api, priya: Reader) -> Reader:
    """Who runs Ashgrove, where two tickets are due, and mail is held."""
    long_done(api.town)
    return make_known(api, PRIYA, Role.HEAD, ASHGROVE).signed_in()


def test_how_long_is_said_in_years_or_months() -> None:
    said = [in_years(months) for months in (1, 12, 18, 24)]
    assert said == ["1 month", "1 year", "18 months", "2 years"]


def test_the_school_reads_what_is_due_and_approves_it(api: Api, head: Reader) -> None:
    assert "What is due" in head.reads(RETENTION_AT)
    page = head.reads(LIST)
    assert page.count("The kiln will not light") == 2
    unsure = head.sends(f"{LIST}/approve", **APPROVED | {"sure": ""})
    assert unsure.status_code == 422
    assert "undone" in unsure.text
    wrong = head.sends(f"{LIST}/approve", **APPROVED | {"digest": "0" * 64})
    assert wrong.status_code == 422
    assert head.sends(f"{LIST}/approve", **APPROVED).location == LIST
    erase_records(api.town.applications["intake"])
    page = head.reads(LIST)
    assert "The kiln will not light" not in page
    assert "The keys were destroyed" in page


@pytest.mark.parametrize(("role", "may"), [(Role.DPO, True), (Role.DSL, False)])
def test_a_list_is_offered_to_who_approves_its_kind(
    api: Api, priya: Reader, role: Role, may: bool
) -> None:
    long_done(api.town)
    page = make_known(api, PRIYA, role, ASHGROVE).signed_in().reads(RETENTION_AT)
    assert ('value="tickets">\n          <button' in page) is may
    assert (f'href="{LIST}"' in page) is may
    assert ("safeguarding is held by the head" in page) is may


def test_a_list_is_drawn_up_of_what_is_due_alone(head: Reader) -> None:
    drawn = head.sends(f"{RETENTION_AT}/lists", record_class="tickets", key="a")
    assert drawn.location.startswith(f"{RETENTION_AT}/lists/")
    none = head.sends(f"{RETENTION_AT}/lists", record_class="ratings", key="b")
    assert none.status_code == 422
    assert "Nothing of this is due" in none.text


def test_the_msp_reads_and_holds_and_approves_nothing(
    api: Api, head: Reader, olu: Reader
) -> None:
    page = olu.reads(RETENTION_AT)
    assert "A dispute." in page
    assert "Lift this hold" not in page
    assert "Have it erased" not in page
    assert olu.sends(f"{RETENTION_AT}/holds", **HELD).location == RETENTION_AT
    for at, typed in ((f"{LIST}/approve", APPROVED), (f"{RETENTION_AT}/times", TIMES)):
        assert olu.sends(at, **typed).status_code == 403
    lifted = f"{RETENTION_AT}/holds/{HOLD}/lift"
    assert olu.sends(lifted, reason="Done").status_code == 403
    assert head.sends(lifted, reason=" ").status_code == 422
    assert head.sends(lifted, reason="Done").location == RETENTION_AT


def test_a_hold_names_a_ticket_by_what_people_call_it(head: Reader) -> None:
    on = {"on": "ticket", "reason": "A claim", "key": "t"}
    at = f"{RETENTION_AT}/holds"
    for wrong in ("", "MPJT-99", "kiln"):
        answer = head.sends(at, **on, ticket=wrong)
        assert answer.status_code == 422, wrong
        assert "A claim" in answer.text
    assert head.sends(at, **on, ticket="mpjt-1").location == RETENTION_AT
    assert "A ticket: MPJT-1" in head.reads(RETENTION_AT)


def test_how_long_is_kept_is_typed_in_months_with_a_reason(head: Reader) -> None:
    at = f"{RETENTION_AT}/times"
    for wrong in (
        {"months_mail": "soon"},
        {"months_mail": "0"},
        {"months_mail": "9999"},
        {"months_mail": "9" * 5_000},
        {"reason_mail": " "},
        {"reason_mail": "x" * 501},
        {"version": "9" * 5_000},
        LONGER,
    ):
        answer = head.sends(at, **TIMES | wrong)
        assert answer.status_code == 422, wrong
        [at_fault] = wrong
        assert f'href="#times-{at_fault}"' in answer.text or wrong == LONGER
    assert head.sends(at, **TIMES).location == RETENTION_AT
    page = head.reads(RETENTION_AT)
    assert "6 months (your own)" in page
    late = head.sends(at, **TIMES | {"months_mail": "7"})
    assert late.status_code == 409
    assert "Somebody changed how long is kept what" in late.text
    assert "Mail as it came, with its attachments: 6 months" in late.text
    again = re.search(r'name="version" value="(\d+)"', late.text)
    assert again is not None
    typed = TIMES | {"months_mail": "7", "version": again[1]}
    assert head.sends(at, **typed).location == RETENTION_AT
    assert "7 months (your own)" in head.reads(RETENTION_AT)
