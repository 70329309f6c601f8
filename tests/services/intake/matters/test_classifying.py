"""What type of ticket is it, once somebody has looked?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.codec import dump, restore
from contracts.intake import FindTickets, GetTicket, TicketOpened
from contracts.values import TicketType
from tests.services.intake.stories import (
    classified,
    classify,
    held,
    open_it,
    opened,
    resolved,
    ticket,
)
from tests.support.cast import TICKET
from tests.support.town import Town


def test_a_ticket_is_made_another_type_in_any_phase() -> None:
    for before in ((opened,), (opened, held), (opened, resolved)):
        ticket.given(*before).when(classify).then(classified)


def test_what_it_is_already_is_silence() -> None:
    ticket.given(opened, classified).when(classify).then_nothing()
    ticket.given(opened).when(
        replace(classify, type=TicketType.INCIDENT)
    ).then_nothing()


@pytest.mark.parametrize("type_of_it", TicketType)
def test_a_ticket_is_opened_as_the_type_it_is(type_of_it: TicketType) -> None:
    ticket.given().when(replace(open_it, type=type_of_it)).then(
        replace(opened, type=type_of_it)
    )


def test_what_was_opened_before_there_were_types_is_an_incident() -> None:
    old = dump(opened)
    del old["type"]
    assert restore(TicketOpened, old, version=1).type is TicketType.INCIDENT


def test_the_queue_and_the_ticket_show_what_it_is_now(town: Town) -> None:
    town.execute(open_it)
    town.execute(classify)
    view = town.ask(GetTicket(ticket_id=TICKET))
    assert view.type is TicketType.SERVICE_REQUEST
    assert view.timeline[-1].kind == "classified"
    assert view.timeline[-1].detail == "service request"
    [row] = town.ask(FindTickets(type=TicketType.SERVICE_REQUEST)).tickets
    assert (row.ticket_id, row.type) == (TICKET, TicketType.SERVICE_REQUEST)
    assert town.ask(FindTickets(type=TicketType.INCIDENT)).tickets == ()
