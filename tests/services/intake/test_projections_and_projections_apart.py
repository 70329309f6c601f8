"""Does a page show what has just been done to a ticket?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contracts.intake import (
    FindMailbox,
    FindTickets,
    GetTicket,
    SetMailboxes,
    TicketView,
)
from contracts.refusals import NotFound, Refused
from contracts.values import Channel, Level, Priority, TicketState
from tests.services.intake.stories import (
    assign,
    hold,
    note,
    open_it,
    reopen,
    reply,
    resolve,
    resume,
    triage,
)
from tests.support.cast import ASHGROVE, BECKFIELD, PRIYA, TICKET
from tests.support.town import Town

ADDRESS = "help@ashgrove.example"


def after(town: Town, *commands: Any) -> TicketView:
    """The ticket once all of this was done to it."""
    town.execute(open_it)
    for version, command in enumerate(commands, start=1):
        town.execute(replace(command, version=version))
    view = town.ask(GetTicket(ticket_id=TICKET))
    assert isinstance(view, TicketView)
    return view


def test_an_open_ticket_is_shown_as_it_came(town: Town) -> None:
    view = after(town)
    assert (view.subject, view.description) == (open_it.subject, open_it.description)
    assert view.requester == open_it.requester
    assert (view.priority, view.state) == (Priority.P3, TicketState.OPEN)
    assert [entry.detail for entry in view.timeline] == ["by email, p3"]


@pytest.mark.parametrize("channel", Channel)
def test_a_ticket_keeps_the_way_it_came(town: Town, channel: Channel) -> None:
    town.execute(replace(open_it, channel=channel))
    assert town.ask(GetTicket(ticket_id=TICKET)).channel is channel
    [row] = town.ask(FindTickets()).tickets
    assert row.channel is channel


def test_what_triage_made_of_it_is_shown_with_its_reason(town: Town) -> None:
    asked = triage(
        impact=Level.LOW, urgency=Level.LOW, priority=Priority.P1, reason="Ofsted."
    )
    view = after(town, asked)
    assert (view.impact, view.urgency) == (Level.LOW, Level.LOW)
    assert view.priority is Priority.P1
    told = view.timeline[-1]
    assert told.text == "Ofsted."
    assert told.detail == "p1: impact low, urgency low; the matrix says p4"


def test_who_works_on_it_is_shown_until_it_is_given_back(town: Town) -> None:
    assert after(town, assign(assignee="olu")).assignee == "olu"
    town.execute(assign(assignee=None, version=2))
    view = town.ask(GetTicket(ticket_id=TICKET))
    assert view.assignee is None
    assert [entry.detail for entry in view.timeline[-2:]] == ["olu", "the queue"]


def test_where_it_is_in_its_life_is_shown_with_what_was_said(town: Town) -> None:
    view = after(town, hold, resume, resolve, reopen)
    assert view.state is TicketState.OPEN
    told = [(entry.kind, entry.text) for entry in view.timeline[1:]]
    assert told == [
        ("held", "A lamp is ordered."),
        ("resumed", None),
        ("resolved", "It has a new lamp."),
        ("reopened", "It is dark again."),
    ]


def test_a_note_is_for_the_desk_and_a_reply_for_everybody(town: Town) -> None:
    view = after(town, reply, note)
    assert [(e.kind, e.internal) for e in view.timeline[1:]] == [
        ("reply", False),
        ("note", True),
    ]
    seen = town.ask(GetTicket(ticket_id=TICKET), by=PRIYA.caller)
    assert [entry.kind for entry in seen.timeline] == ["opened", "reply"]


def test_every_step_counts_as_a_version_of_the_ticket(town: Town) -> None:
    view = after(town, reply, note)
    assert view.version == 3
    assert view.head == 4, "the reply has a letter"


def test_mail_to_an_address_is_one_schools_at_a_time(town: Town) -> None:
    town.execute(SetMailboxes(school_id=ASHGROVE, addresses=(ADDRESS,)))
    assert town.ask(FindMailbox(address=ADDRESS.upper())).school_id == ASHGROVE
    with pytest.raises(Refused, match="another school"):
        town.execute(SetMailboxes(school_id=BECKFIELD, addresses=(ADDRESS,)))
    assert town.log("intake", BECKFIELD) == []
    town.execute(SetMailboxes(school_id=ASHGROVE, addresses=()))
    with pytest.raises(NotFound):
        town.ask(FindMailbox(address=ADDRESS))
