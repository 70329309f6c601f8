"""From which phase may a ticket go to which?"""

from __future__ import annotations

from tests.services.intake.stories import (
    held,
    hold,
    opened,
    reopen,
    reopened,
    resolve,
    resolved,
    resume,
    resumed,
    ticket,
)


def test_an_open_ticket_is_put_on_hold_with_a_reason() -> None:
    ticket.given(opened).when(hold).then(held)


def test_a_ticket_is_not_put_on_hold_twice() -> None:
    ticket.given(opened, held).when(hold).then_refused("Resume it before holding it")


def test_a_resolved_ticket_is_not_put_on_hold() -> None:
    ticket.given(opened, resolved).when(hold).then_refused("Reopen it before")


def test_a_ticket_on_hold_is_resumed() -> None:
    ticket.given(opened, held).when(resume).then(resumed)


def test_resuming_a_ticket_that_does_not_wait_changes_nothing() -> None:
    ticket.given(opened).when(resume).then_nothing()
    ticket.given(opened, held, resumed).when(resume).then_nothing()


def test_a_resolved_ticket_is_not_resumed() -> None:
    ticket.given(opened, resolved).when(resume).then_refused("Reopen it to go on")


def test_a_ticket_is_resolved_while_it_is_open_or_on_hold() -> None:
    ticket.given(opened).when(resolve).then(resolved)
    ticket.given(opened, held).when(resolve).then(resolved)


def test_a_second_resolution_is_refused_since_its_note_would_be_lost() -> None:
    ticket.given(opened, resolved).when(resolve).then_refused("Reply to it instead")


def test_a_resolved_ticket_is_reopened_with_a_reason() -> None:
    ticket.given(opened, resolved).when(reopen).then(reopened)


def test_a_ticket_that_is_not_resolved_is_not_reopened() -> None:
    ticket.given(opened).when(reopen).then_refused("is not resolved")
    ticket.given(opened, held).when(reopen).then_refused("is not resolved")


def test_a_reopened_ticket_is_open_even_if_it_was_resolved_on_hold() -> None:
    again = ticket.given(opened, held, resolved).when(reopen).then(reopened)
    again.when(hold).then(held)
    again.when(resolve).then(resolved)
