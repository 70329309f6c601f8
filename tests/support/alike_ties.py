"""How do two schools tie tickets that are alike in every id?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from contracts import intake, ties
from tests.support.cast import TICKET

TIED, SPLIT_OFF = uuid5(TICKET, "tied"), uuid5(TICKET, "split off")
"""What ends merged into the ticket that has everything else; what was split off it."""


def ties_of(school: UUID, word: str, commands: Iterable[Any]) -> Iterator[Any]:
    """One of every command about two tickets, after all `commands` of the school."""
    opening, written = _known(commands)
    mine: dict[str, Any] = {"school_id": school}
    tied, raised = mine | {"ticket_id": TIED}, mine | {"ticket_id": TICKET}
    related: dict[str, Any] = {"other_id": TICKET, "link": ties.Link.RELATED}
    yield replace(opening, ticket_id=TIED)
    yield ties.LinkTickets(**tied, version=1, **related)
    yield ties.UnlinkTickets(**tied, version=2, **related)
    yield ties.LinkBack(**tied, **related)
    yield ties.UnlinkBack(**tied, **related)
    yield ties.MergeTicket(**tied, version=5, into_id=TICKET)
    yield intake.PassOn(
        **raised,
        message_id=uuid5(TIED, "passed on"),
        requester_id=uuid5(TICKET, "person"),
        text=word,
        sent_to=TIED,
    )
    yield ties.UnmergeTicket(**tied, version=6)
    yield ties.JoinTicket(**raised, from_id=TIED)
    yield ties.PartTicket(**raised, from_id=TIED)
    yield ties.SplitTicket(
        **raised,
        version=18,
        new_id=SPLIT_OFF,
        entry_id=written,
        subject=f"{word} lamp",
    )
    yield ties.SplitOffTicket(**tied, from_id=TICKET)
    yield ties.MergeTicket(**tied, version=8, into_id=TICKET)


def _known(commands: Iterable[Any]) -> tuple[intake.OpenTicket, UUID]:
    """How a ticket was opened, and the entry of what was written to the desk then."""
    opening = None
    for number, command in enumerate(commands):
        if isinstance(command, intake.OpenTicket):
            opening = command
        if isinstance(command, intake.WriteToDesk) and opening is not None:
            return opening, uuid5(uuid5(TICKET, f"command {number}"), "0")
    raise LookupError("nothing was opened, or nothing written")


READERS: dict[str, Any] = {
    "intake.tied.tie_rows.get_ties": lambda s: (
        ties.GetTies(school_id=s, ticket_id=TICKET),
    ),
    "intake.tied.tie_rows.merged_into": lambda s: (s, TICKET),
    "intake.tied.tie_rows.survivor_of": lambda s: (s, TIED),
}
"""What is asked of them in the transaction of a school."""
