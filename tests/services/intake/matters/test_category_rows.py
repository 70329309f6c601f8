"""How is it kept what tickets of a school are about?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.categories import CategoriesView, GetCategories
from contracts.intake import FindTickets, GetTicket
from contracts.refusals import Conflict, Invalid
from contracts.values import TicketType
from services.intake.matters import standard_categories as standard
from services.intake.matters.category_rows import categories
from tests.services.intake.matters.test_categories_and_standard_categories import (
    KILNS,
    POTTERY,
    put,
)
from tests.services.intake.stories import classify, open_it
from tests.support.cast import ASHGROVE, BECKFIELD, TICKET
from tests.support.rebuilding import spoil, switched
from tests.support.town import Town


def known(town: Town) -> CategoriesView:
    found: CategoriesView = town.ask(GetCategories(school_id=ASHGROVE))
    return found


def test_what_was_set_is_shown_to_its_school_alone(town: Town) -> None:
    assert known(town).categories == standard.CATEGORIES
    town.execute(put(KILNS, services=(POTTERY,)))
    assert (known(town).categories, known(town).services) == ((KILNS,), (POTTERY,))
    theirs = town.ask(GetCategories(school_id=BECKFIELD))
    assert (theirs.categories_version, theirs.services) == (0, standard.SERVICES)


def test_a_ticket_is_found_by_what_it_is_about(town: Town) -> None:
    town.execute(replace(open_it, category="printing"))
    town.execute(replace(classify, service="wireless"))
    view = town.ask(GetTicket(ticket_id=TICKET))
    assert (view.category, view.service) == ("printing", "wireless")
    assert view.timeline[-1].detail == "service request, wireless"
    for about in (FindTickets(category="printing"), FindTickets(service="wireless")):
        [row] = town.ask(about).tickets
        assert row.ticket_id == TICKET
    assert town.ask(FindTickets(category="wireless")).tickets == ()


def test_what_a_school_has_no_more_is_not_said_anew_and_stays(town: Town) -> None:
    town.execute(replace(open_it, category="printing"))
    town.execute(put(KILNS))
    assert town.ask(GetTicket(ticket_id=TICKET)).category == "printing"
    with pytest.raises(Invalid, match="No category"):
        town.execute(replace(classify, category="network"))
    town.execute(replace(classify, type=TicketType.PROBLEM, category="printing"))
    assert town.ask(GetTicket(ticket_id=TICKET)).type is TicketType.PROBLEM
    town.execute(replace(classify, version=2, category="kilns"))
    assert town.ask(GetTicket(ticket_id=TICKET)).category == "kilns"


def test_of_two_who_set_what_tickets_are_about_the_second_is_told(town: Town) -> None:
    seen = known(town).categories_version
    town.execute(replace(put(KILNS), version=seen))
    with pytest.raises(Conflict):
        town.execute(replace(put(POTTERY), version=seen))
    town.execute(replace(put(POTTERY), version=known(town).categories_version))
    assert known(town).categories == (POTTERY,)


def test_it_follows_from_the_log(town: Town) -> None:
    town.execute(put(KILNS))
    spoil(town, "intake", categories, content="{}")
    assert switched(town, "intake").changed == {"categories": 1}
    assert known(town).categories == (KILNS,)
