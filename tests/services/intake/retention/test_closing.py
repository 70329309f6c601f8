"""Does a ticket take nothing more from when its erasure is approved on?"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import fields, replace
from typing import Any

import pytest

from contracts.intake import GetTicket
from contracts.mentions import ReadMentions
from contracts.refusals import Refused
from contracts.ties import UnlinkTickets
from contracts.watching import UnwatchTicket
from services.intake.guarded.rooms import handlers_about
from services.intake.retention import closing
from services.intake.retention.closing import keep_erased
from services.intake.rooms import UNGUARDED
from shared.work import Cause
from tests.services.intake.personal_data.texts import kept
from tests.services.intake.retention.records import (
    approve,
    list_due,
    long_over,
    sweep,
)
from tests.services.intake.stories import open_it, write
from tests.support.cast import ASHGROVE, OLU, OTHER_TICKET, TICKET
from tests.support.town import Town

LET_GO = {ReadMentions, UnlinkTickets, UnwatchTicket}
ON_TICKETS = sorted(
    (
        command
        for command, (_, names) in handlers_about(UNGUARDED).items()
        if {"ticket_id", "tickets"} & {*names} and command not in LET_GO
    ),
    key=lambda command: command.__name__,
)


@pytest.fixture
def approved(known: Town) -> Town:
    """A ticket whose erasure is approved, and whose keys are there yet."""
    long_over(known)
    approve(known, list_due(known))
    return known


def taken(town: Town) -> list[type]:
    """The commands that would be carried out of it."""
    found: list[Any] = []

    def note(_: Any, message: Any, __: Any) -> None:
        found.append(type(message))

    noting = dict.fromkeys([*ON_TICKETS, *LET_GO], note)
    rooms = keep_erased(replace(UNGUARDED, deciders=(), handlers=noting))
    cause = Cause(caller=OLU.caller)
    with town.applications["intake"].work(ASHGROVE) as work:
        for command in noting:
            values: dict[str, Any] = {one.name: None for one in fields(command)}
            named = {"ticket_id": TICKET, "tickets": (OTHER_TICKET, TICKET)}
            values |= {name: said for name, said in named.items() if name in values}
            with suppress(Refused):
                rooms.handlers[command](work, command(**values), cause)
    return found


def test_nothing_that_is_recorded_of_a_ticket_is_once_it_is_approved(
    approved: Town,
) -> None:
    assert len(ON_TICKETS) > 50
    assert {*taken(approved)} == LET_GO


def test_of_a_ticket_that_is_not_erased_each_is(known: Town) -> None:
    long_over(known)
    assert {*taken(known)} == {*ON_TICKETS, *LET_GO}


def test_what_is_written_between_the_approval_and_the_sweep_stays_nowhere(
    approved: Town,
) -> None:
    reply = replace(write, text="Wombat")
    for _ in ("before the sweep", "after it"):
        with pytest.raises(Refused, match="erased"):
            approved.execute(reply)
        sweep(approved)
    assert "Wombat" not in kept(approved)
    approved.execute(replace(open_it, ticket_id=OTHER_TICKET))
    approved.execute(replace(reply, ticket_id=OTHER_TICKET))


def test_without_asking_whether_it_is_erased_it_would_stay(
    approved: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    monkeypatch.setattr(closing, "is_erased", lambda *_: False)
    assert {*taken(approved)} == {*ON_TICKETS, *LET_GO}
    approved.execute(replace(write, text="Wombat"))
    sweep(approved)
    assert "Wombat" in repr(approved.ask(GetTicket(ticket_id=TICKET)).timeline)
