"""What is said about a ticket, and what does it leave as it was?"""

from __future__ import annotations

import pytest

from contracts.intake import TicketNoted
from tests.services.intake.stories import (
    MESSAGE,
    held,
    hold,
    note,
    opened,
    reopen,
    reopened,
    replied,
    reply,
    requester_replied,
    resolved,
    ticket,
    write,
)
from tests.support.cast import PRIYA, TICKET


def test_what_a_requester_writes_does_not_reopen_what_is_resolved() -> None:
    resolved_still = (opened, resolved, requester_replied)
    ticket.given(*resolved_still).when(reopen).then(reopened)
    ticket.given(*resolved_still).when(hold).then_refused(
        "This ticket is resolved. Reopen it before putting it on hold."
    )


@pytest.mark.parametrize("past", [(opened,), (opened, held), (opened, resolved)])
def test_a_reply_and_a_note_are_written_in_any_phase(past: tuple[object, ...]) -> None:
    ticket.given(*past).when(reply).then(replied)
    ticket.given(*past).when(write).then(requester_replied)
    ticket.given(*past).when(note).then(
        TicketNoted(
            ticket_id=TICKET,
            requester_id=PRIYA.person_id,
            message_id=MESSAGE,
            text="The lamp is five years old.",
        )
    )


def test_a_reply_to_a_resolved_ticket_does_not_reopen_it() -> None:
    ticket.given(opened, resolved, replied).when(hold).then_refused("is resolved")


def test_a_reply_and_a_note_leave_a_ticket_on_hold() -> None:
    ticket.given(opened, held, replied).when(hold).then_refused("on hold already")
