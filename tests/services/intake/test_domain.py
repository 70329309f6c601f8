"""What may be done with a ticket? Each rule told as given / when / then."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contracts.intake import Requester, TicketAssigned, TicketNoted
from contracts.refusals import Invalid, NotFound
from contracts.values import Level, Priority
from services.intake.domain import TICKET as DECIDER
from tests.services.intake.stories import (
    MESSAGE,
    assign,
    held,
    hold,
    note,
    open_it,
    opened,
    reopen,
    reopened,
    replied,
    reply,
    requester_replied,
    resolve,
    resolved,
    resume,
    ticket,
    triage,
    triaged,
    write,
)
from tests.support.cast import OLU, PRIYA, TICKET
from tests.support.scenario import at

by_the_matrix = triage(impact=Level.HIGH, urgency=Level.MEDIUM)
raised = triaged(
    impact=Level.HIGH,
    urgency=Level.MEDIUM,
    derived=Priority.P2,
    priority=Priority.P2,
    reason=None,
)
overridden = triaged(
    impact=Level.MEDIUM,
    urgency=Level.MEDIUM,
    derived=Priority.P3,
    priority=Priority.P1,
    reason="Inspectors are in 4B today.",
)
override = triage(
    impact=Level.MEDIUM,
    urgency=Level.MEDIUM,
    priority=Priority.P1,
    reason="Inspectors are in 4B today.",
)


def test_a_ticket_is_opened_with_the_priority_of_the_matrix() -> None:
    ticket.given().when(open_it).then(opened)


def test_a_ticket_is_opened_once() -> None:
    ticket.given(opened).when(open_it).then_nothing()
    ticket.given(opened, resolved).when(open_it).then_nothing()


@pytest.mark.parametrize(
    "command",
    [
        *(by_the_matrix, assign(assignee="olu"), reply, note, write),
        *(hold, resume, resolve, reopen),
    ],
)
def test_nothing_can_be_done_with_a_ticket_that_was_not_opened(command: object) -> None:
    with pytest.raises(NotFound, match="no such ticket"):
        ticket.given().when(command)


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (replace(open_it, subject=" "), "subject"),
        (replace(open_it, requester=Requester(name="\t", email=OLU.email)), None),
        (replace(reply, text="\n \n"), "text"),
        (replace(note, text=" "), "text"),
        (replace(write, text=" "), "text"),
        (replace(hold, reason=" "), "reason"),
        (replace(reopen, reason=" "), "reason"),
        (replace(resolve, note=" "), "note"),
    ],
)
def test_words_that_somebody_will_read_are_not_blank(
    command: Any, field: str | None
) -> None:
    with pytest.raises(Invalid) as refusal:
        ticket.given(opened).when(command)
    assert refusal.value.errors == {field or "requester.name": ["Must not be blank."]}


def test_every_bad_field_of_a_request_is_named() -> None:
    bad = replace(open_it, subject=" ", requester=Requester(name=" ", email="Priya"))
    with pytest.raises(Invalid) as refusal:
        ticket.given().when(bad)
    assert set(refusal.value.errors) == {
        "subject",
        "requester.name",
        "requester.email",
    }


def test_a_description_may_be_empty() -> None:
    ticket.given().when(replace(open_it, description="")).then(
        replace(opened, description="")
    )


def test_triage_derives_the_priority() -> None:
    ticket.given(opened).when(by_the_matrix).then(raised)
    ticket.given(opened, held).when(by_the_matrix).then(raised)


def test_a_priority_that_is_the_derived_one_needs_no_reason() -> None:
    same = triage(impact=Level.HIGH, urgency=Level.MEDIUM, priority=Priority.P2)
    ticket.given(opened).when(same).then(raised)


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_another_priority_needs_a_reason(reason: str | None) -> None:
    unexplained = replace(override, reason=reason)
    ticket.given(opened).when(unexplained).then_refused(
        "Impact medium and urgency medium make it p3. Making it p1 needs a reason."
    )


def test_another_priority_with_a_reason_stands() -> None:
    ticket.given(opened).when(override).then(overridden)


def test_a_reason_is_kept_without_another_priority() -> None:
    explained = replace(by_the_matrix, reason=" The whole of year 4 uses it. ")
    ticket.given(opened).when(explained).then(
        replace(raised, reason="The whole of year 4 uses it.")
    )
    ticket.given(opened, raised).when(explained).then(
        replace(raised, reason="The whole of year 4 uses it.")
    )


def test_the_same_triage_again_changes_nothing() -> None:
    ticket.given(opened, raised).when(by_the_matrix).then_nothing()
    standing = replace(override, reason=None)
    ticket.given(opened, overridden).when(standing).then_nothing()
    as_it_came = triage(impact=Level.MEDIUM, urgency=Level.MEDIUM)
    ticket.given(opened).when(as_it_came).then_nothing()
    ticket.given(opened, resolved).when(as_it_came).then_nothing()


def test_an_override_ends_with_the_next_triage_without_one() -> None:
    ticket.given(opened, overridden).when(by_the_matrix).then(raised)


def test_an_override_needs_its_reason_again_under_another_impact() -> None:
    elsewhere = replace(override, impact=Level.LOW, reason=None)
    ticket.given(opened, overridden).when(elsewhere).then_refused("needs a reason")


def test_what_was_promised_is_not_changed_after_the_end() -> None:
    ticket.given(opened, resolved).when(by_the_matrix).then_refused("Reopen it")


def test_a_ticket_is_assigned_in_any_phase_and_given_back() -> None:
    to_olu = TicketAssigned(ticket_id=TICKET, assignee="olu")
    to_nobody = TicketAssigned(ticket_id=TICKET, assignee=None)
    ticket.given(opened).when(assign(assignee=" olu ")).then(to_olu)
    ticket.given(opened, held).when(assign(assignee="olu")).then(to_olu)
    ticket.given(opened, resolved).when(assign(assignee="olu")).then(to_olu)
    ticket.given(opened, to_olu).when(assign(assignee=None)).then(to_nobody)
    ticket.given(opened, to_olu).when(assign(assignee=" ")).then(to_nobody)


def test_assigning_a_ticket_to_whom_it_has_changes_nothing() -> None:
    to_olu = TicketAssigned(ticket_id=TICKET, assignee="olu")
    ticket.given(opened, to_olu).when(assign(assignee="olu")).then_nothing()
    ticket.given(opened, to_olu, held).when(assign(assignee="olu")).then_nothing()
    ticket.given(opened).when(assign(assignee=None)).then_nothing()


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


def test_only_opening_asks_for_a_number() -> None:
    before = ticket.given(opened).state
    decided = DECIDER.decide(before, hold, at("mon 09:00"), None)
    assert list(decided) == [held]
    with pytest.raises(AssertionError, match="a number and a requester"):
        DECIDER.decide(DECIDER.initial, open_it, at("mon 09:00"), None)


def test_a_log_that_does_not_begin_with_an_opening_is_not_read() -> None:
    with pytest.raises(AssertionError, match="its first event opens"):
        DECIDER.evolve(DECIDER.initial, held)
