"""Is every message that names a ticket kept from whom the ticket is kept?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, replace
from typing import Any
from uuid import UUID

import pytest

from contracts.access import Caller
from contracts.guidance import WriteArticle
from contracts.incident_kinds import TellNearMiss
from contracts.intake import OpenTicket
from contracts.refusals import NotFound
from services.intake.guarded.rooms import keep_guarded
from services.intake.rooms import ROOMS, UNGUARDED
from shared.application import Asked, Rooms
from shared.work import Cause
from tests.services.intake.guarded.deeds import OF_MSP
from tests.services.intake.watching.people import HARRIET, SAM, signed_in
from tests.support.cast import ASHGROVE, OLU, TICKET
from tests.support.town import Town

QUERIES = {*UNGUARDED.answers}
COMMANDS = {*UNGUARDED.handlers} | {
    command for one in UNGUARDED.deciders for command in one.commands
}
OPEN = {
    OpenTicket: "ticket_id",
    TellNearMiss: "ticket_id",
    WriteArticle: "from_ticket",
}
"""A ticket that is not there yet, or that is only written down."""


def names_in(message: type) -> set[str]:
    """The fields that name tickets, as the contract has them."""
    named = {one.name for one in fields(message) if "TicketId" in str(one.type)}
    parts = {one.name for one in fields(message)} & {"part_id"}
    return (named | parts) - {OPEN.get(message)}


NAMING = sorted(
    (message for message in QUERIES | COMMANDS if names_in(message)),
    key=lambda message: message.__name__,
)


def noting(found: list[Any]) -> Rooms:
    """Rooms that do nothing but note what they are asked about, and told to do."""

    def note(_: Any, message: Any, __: Any) -> None:
        found.append(message)

    answers, handlers = dict.fromkeys(QUERIES, note), dict.fromkeys(COMMANDS, note)
    return keep_guarded(replace(UNGUARDED, answers=answers, handlers=handlers))


def reached(town: Town, message: type, by: Caller) -> set[UUID]:
    """The tickets that a room hears of where a message names a guarded one."""
    names = names_in(message)
    values: dict[str, Any] = {one.name: None for one in fields(message)}
    values |= {one: (TICKET,) if one == "tickets" else TICKET for one in names}
    found: list[Any] = []
    rooms, made = noting(found), message(**values)
    with town.applications["intake"].work(ASHGROVE) as work, suppress(NotFound):
        if message in QUERIES:
            asked = Asked(work.now, by, by.school, work.keyring)
            rooms.answers[message](work.connection, made, asked)
        else:
            rooms.handlers[message](work, made, Cause(caller=by))
    return {one for heard in found for one in _tickets(heard, names)}


def _tickets(message: Any, names: set[str]) -> Iterator[UUID]:
    for name in names:
        said = getattr(message, name)
        yield from said if isinstance(said, tuple) else (said,)


def reaching(town: Town, by: Caller) -> list[type]:
    """The messages by which somebody asks about it, or does something to it."""
    return [one for one in NAMING if TICKET in reached(town, one, by)]


@pytest.mark.parametrize("by", [signed_in(SAM), *OF_MSP])
def test_no_message_reaches_it_from_whom_it_is_kept(guarded: Town, by: Caller) -> None:
    assert reaching(guarded, by) == []


@pytest.mark.parametrize("by", [signed_in(HARRIET), OLU.caller])
def test_each_reaches_it_from_who_reads_all_of_it(guarded: Town, by: Caller) -> None:
    assert reaching(guarded, by) == NAMING


def test_without_the_guard_each_would_reach_it(
    guarded: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: who reads all of it is asked of each."""
    monkeypatch.setattr(Caller, "reads_safeguarding", lambda _: True)
    assert reaching(guarded, signed_in(SAM)) == NAMING


def test_the_rooms_of_intake_are_those_that_are_guarded() -> None:
    for message in NAMING:
        kept, open_to_all = (
            {**rooms.handlers, **rooms.answers}.get(message)
            for rooms in (ROOMS, UNGUARDED)
        )
        assert kept is not None
        assert kept is not open_to_all, message
