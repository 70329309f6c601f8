"""What may tickets of a school be about, and is this one of it?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contracts.catalogue import Use
from contracts.categories import CategoriesSet, Matter, SetCategories
from contracts.intake import ClassifyTicket, TicketClassified
from contracts.refusals import Invalid
from contracts.values import TicketType
from services.intake.domain import TICKET as DECIDER
from services.intake.matters import standard_categories as standard
from services.intake.matters.categories import MATTERS, Named
from services.intake.opening import Opening
from tests.services.intake.stories import open_it, opened
from tests.support.cast import ASHGROVE, PRIYA, TICKET
from tests.support.scenario import Scenario, at

KILNS = Matter(name="kilns", title="Kilns", uses=(Use.TEACHING,))
POTTERY = Matter(name="pottery", title="The pottery", uses=(Use.LEARNING,))
NAMED = Named(frozenset({"kilns"}), frozenset({"pottery"}))

matters = Scenario(MATTERS)


def put(*categories: Matter, services: tuple[Matter, ...] = ()) -> SetCategories:
    return SetCategories(school_id=ASHGROVE, categories=categories, services=services)


def test_what_tickets_are_about_is_set_and_each_change_is_its_next_version() -> None:
    first = CategoriesSet(categories_version=1, categories=(KILNS,), services=())
    story = matters.given().when(put(KILNS)).then(first)
    second = replace(first, categories_version=2, services=(POTTERY,))
    story.when(put(KILNS, services=(POTTERY,))).then(second)
    matters.given(first).when(put(KILNS)).then_nothing()


def test_a_school_begins_with_the_standard_list() -> None:
    same = put(*standard.CATEGORIES, services=standard.SERVICES)
    matters.given().when(same).then_nothing()
    tagged = {use for one in standard.CATEGORIES for use in one.uses}
    assert tagged == {*Use}


def test_everything_that_nobody_could_choose_is_named() -> None:
    wrong = (replace(KILNS, name="Kilns"), KILNS, replace(KILNS, title=" "))
    with pytest.raises(Invalid) as refusal:
        matters.given().when(put(*wrong, services=(replace(POTTERY, name="-"),)))
    assert refusal.value.errors.keys() == {
        *("categories.0.name", "categories.2.name", "categories.2.title"),
        "services.0.name",
    }


def classify(**about: Any) -> ClassifyTicket:
    return ClassifyTicket(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        version=1,
        type=TicketType.INCIDENT,
        **about,
    )


def decided(command: Any, *past: Any, named: Named | None = NAMED) -> list[Any]:
    ticket: Any = DECIDER.initial
    for event in past:
        ticket = DECIDER.evolve(ticket, event)
    return [*DECIDER.decide(ticket, command, at("mon 09:00"), named)]


def test_a_ticket_is_about_what_its_school_has_and_nothing_else() -> None:
    [event] = decided(classify(category="kilns", service="pottery"), opened)
    assert event == TicketClassified(
        ticket_id=TICKET,
        was=TicketType.INCIDENT,
        type=TicketType.INCIDENT,
        category="kilns",
        service="pottery",
        safeguarding=False,
    )
    with pytest.raises(Invalid) as refusal:
        decided(classify(category="pottery", service="kilns"), opened)
    assert refusal.value.errors.keys() == {"category", "service"}


def test_what_is_not_said_stays_and_what_is_empty_is_none() -> None:
    [about] = decided(classify(category="kilns", service="pottery"), opened)
    assert decided(classify(category="kilns"), opened, about) == []
    assert decided(classify(), opened, about, named=None) == []
    [event] = decided(classify(category=""), opened, about, named=None)
    assert (event.category, event.service) == ("", None)


def test_what_a_ticket_has_already_stays_when_its_school_has_it_no_more() -> None:
    had = replace(opened, category="wheels", service="sheds")
    said = classify(category="wheels", service="sheds")
    [event] = decided(replace(said, type=TicketType.PROBLEM), had)
    assert (event.type, event.category) == (TicketType.PROBLEM, "wheels")
    with pytest.raises(Invalid) as refusal:
        decided(classify(category="sheds", service="wheels"), had)
    assert refusal.value.errors.keys() == {"category", "service"}


def test_a_ticket_is_opened_about_what_its_school_has() -> None:
    about = replace(open_it, category="kilns")
    unknown = replace(open_it, service="kilns")
    terms = Opening(
        number=7,
        reference="MPJT-7",
        requester_id=PRIYA.person_id,
        named=NAMED,
    )
    assert DECIDER.decide(DECIDER.initial, about, at("mon 09:00"), terms) == [
        replace(opened, category="kilns")
    ]
    with pytest.raises(Invalid, match="No service"):
        DECIDER.decide(DECIDER.initial, unknown, at("mon 09:00"), terms)


SAFE = NAMED._replace(safe_categories=frozenset({"kilns"}))


def test_a_ticket_is_about_safeguarding_where_what_it_is_about_is_used_for_that() -> (
    None
):
    [about] = decided(classify(category="kilns"), opened, named=SAFE)
    assert about.safeguarding is True
    [event] = decided(classify(service="pottery"), opened, about, named=SAFE)
    assert event.safeguarding is True, "the category that was said before stays"
    [event] = decided(classify(category=""), opened, about, named=SAFE)
    assert event.safeguarding is False


def test_a_type_that_is_set_takes_no_ticket_out_of_safeguarding() -> None:
    about = replace(opened, category="kilns", safeguarding=True)
    said = classify(category="kilns", service="")
    other = replace(said, type=TicketType.PROBLEM)
    for has in (NAMED, NAMED._replace(categories=frozenset())):
        [event] = decided(other, about, named=has)
        assert event.safeguarding is None, "the school has it so no more"


def test_a_service_that_is_said_takes_no_ticket_out_of_a_category_that_is_gone() -> (
    None
):
    about = replace(opened, category="kilns", safeguarding=True)
    gone = NAMED._replace(categories=frozenset({"wheels"}))
    [event] = decided(classify(service="pottery"), about, named=gone)
    assert event.safeguarding is True
    [last] = decided(classify(category="wheels"), about, event, named=gone)
    assert last.safeguarding is False, "it is about something that is not"
    plain = replace(opened, category="kilns")
    [event] = decided(classify(service="pottery"), plain, named=gone)
    assert event.safeguarding is False


def test_what_is_said_of_its_type_alone_says_nothing_of_safeguarding() -> None:
    other = replace(classify(), type=TicketType.PROBLEM)
    [event] = decided(other, opened, named=None)
    assert event.safeguarding is None


def test_a_ticket_that_was_opened_about_safeguarding_says_so() -> None:
    terms = Opening(
        number=7, reference="MPJT-7", requester_id=PRIYA.person_id, named=SAFE
    )
    about = replace(open_it, category="kilns")
    [event] = DECIDER.decide(DECIDER.initial, about, at("mon 09:00"), terms)
    assert event == replace(opened, category="kilns", safeguarding=True)


def test_what_serves_all_of_a_schools_work_is_not_about_safeguarding() -> None:
    known = (*standard.CATEGORIES, *standard.SERVICES)
    safe = {one.name for one in known if one.is_safeguarding}
    assert safe == {"safety", "security", "filtering", "monitoring"}
    assert not POTTERY.is_safeguarding
    assert not replace(POTTERY, uses=()).is_safeguarding
