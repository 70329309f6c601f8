"""Does somebody at a school ask for something by its form, without any script?"""

from __future__ import annotations

import pytest

from contracts.catalogue import SetCatalogue
from contracts.categories import Matter, SetCategories
from contracts.intake import FindTickets, GetTicket, TicketView
from contracts.values import Channel, Level, TicketType
from infra.demo_catalogue import OFFERINGS
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE, PRIYA

AT = f"/portal/{ASHGROVE}/ask"
STARTER = f"{AT}/new-starter"
TYPED = {
    "answer-who": "Ms Okafor",
    "answer-first-day": "2026-09-01",
    "answer-needs": "The registers",
}


@pytest.fixture
def asked(api: Api, priya: Reader) -> Reader:
    api.town.execute(SetCatalogue(school_id=ASHGROVE, offerings=OFFERINGS))
    return priya


def only(api: Api) -> TicketView:
    [row] = api.town.ask(FindTickets()).tickets
    found: TicketView = api.town.ask(GetTicket(ticket_id=row.ticket_id))
    return found


def test_what_can_be_asked_for_is_told_by_its_use(asked: Reader) -> None:
    page = asked.reads(AT)
    teaching, administration = page.index("Teaching"), page.index("Administration")
    assert teaching < page.index("Borrow a set of laptops") < administration
    assert "Learning" not in page


def test_without_a_catalogue_one_asks_in_ones_own_words(priya: Reader) -> None:
    assert "There are no forms yet." in priya.reads(AT)
    priya.reads(STARTER, status=404)


def test_a_form_has_its_questions_and_who_has_to_approve(asked: Reader) -> None:
    page = asked.reads(STARTER)
    assert 'type="date"' in page
    assert "Such as the registers" in page
    assert "approved by: a member of the senior leadership team" in page
    assert '<option value="up to 10">up to 10</option>' in asked.reads(
        f"{AT}/borrow-laptops"
    )


def test_the_answers_become_a_ticket_of_who_asks(api: Api, asked: Reader) -> None:
    for _ in range(2):
        answer = asked.sends(STARTER, key="once", **TYPED)
        assert answer.status_code == 303, answer.text
    ticket = only(api)
    assert ticket.subject == "An account for somebody who starts"
    assert "**Their first day**\n01/09/2026" in ticket.description
    assert ticket.approval is not None
    assert ticket.approval.what == (
        "An account for somebody who starts, by a member of the senior leadership team"
    )
    assert (ticket.requester.email, ticket.channel) == (PRIYA.email, Channel.PORTAL)
    assert (ticket.impact, ticket.urgency) == (Level.LOW, Level.MEDIUM)
    assert ticket.type is TicketType.SERVICE_REQUEST
    assert ticket.category == "accounts"


def test_a_form_about_what_the_school_has_no_more_is_taken_all_the_same(
    api: Api, asked: Reader
) -> None:
    none = SetCategories(school_id=ASHGROVE, categories=(), services=())
    api.town.execute(none)
    assert asked.sends(STARTER, **TYPED).status_code == 303
    assert only(api).category == ""


def test_a_service_of_the_same_name_is_no_category_that_the_school_has(
    api: Api, asked: Reader
) -> None:
    accounts = Matter(name="accounts", title="Accounts")
    own = SetCategories(school_id=ASHGROVE, categories=(), services=(accounts,))
    api.town.execute(own)
    assert asked.sends(STARTER, **TYPED).status_code == 303
    assert (only(api).category, only(api).service) == ("", "")


def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    api: Api, asked: Reader
) -> None:
    answer = asked.sends(STARTER, **TYPED | {"answer-first-day": ""})
    assert answer.status_code == 422
    assert "Their first day: Fill this in." in answer.text
    assert 'value="Ms Okafor"' in answer.text
    assert api.town.ask(FindTickets()).tickets == ()


def test_the_answers_are_a_list_on_the_ticket_for_the_desk_and_the_school(
    api: Api, asked: Reader, olu: Reader
) -> None:
    asked.sends(STARTER, **TYPED)
    ticket = only(api)
    assert ticket.form is not None
    assert (ticket.form.offering, ticket.form.catalogue_version) == ("new-starter", 1)
    told = [(one.question, one.answer) for one in ticket.form.answers]
    assert told[:2] == [("who", "Ms Okafor"), ("first-day", "2026-09-01")]
    for page in (
        olu.reads(f"/console/tickets/{ticket.ticket_id}"),
        asked.reads(f"/portal/{ASHGROVE}/tickets/{ticket.ticket_id}"),
    ):
        assert "<dt>Their first day</dt><dd>01/09/2026</dd>" in page
        assert page.count("Ms Okafor") == 1
    by_api = api.olu.sees(str(ticket.ticket_id))["form"]
    assert by_api["answers"][1]["label"] == "Their first day"


def test_what_was_answered_stays_when_the_form_is_worded_anew(
    api: Api, asked: Reader, olu: Reader
) -> None:
    asked.sends(STARTER, **TYPED)
    api.town.execute(SetCatalogue(school_id=ASHGROVE, offerings=()))
    page = olu.reads(f"/console/tickets/{only(api).ticket_id}")
    assert "<dt>Who starts</dt><dd>Ms Okafor</dd>" in page
    earlier = olu.reads(f"/console/schools/{ASHGROVE}/catalogue?version=1")
    assert "This is how it was by version 1." in earlier
    assert "Who starts" in earlier
