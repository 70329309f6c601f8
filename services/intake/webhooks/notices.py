"""Who is told of an event, and how does each notice of it stand?

waiting -- try --> taken, failed, or waiting again
taken or failed -- replay --> waiting
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple, TypeAlias, assert_never
from uuid import UUID, uuid5

from contracts.hooks import (
    NoticeReplayed,
    NoticeState,
    NoticeTried,
    NoticeWritten,
    Occasion,
    RecordTry,
    ReplayNotice,
    WriteNotices,
)
from contracts.refusals import NotFound, Refused
from shared.decider import Dated, Decider

Command: TypeAlias = WriteNotices | RecordTry | ReplayNotice
Event: TypeAlias = NoticeWritten | NoticeTried | NoticeReplayed


class Wants(NamedTuple):
    """A hook, whose it is, and what it wants to be told."""

    hook_id: UUID
    home: UUID
    occasions: frozenset[Occasion]


@dataclass(frozen=True)
class Notice:
    """What a hook is told of an event, and how often it was tried."""

    ticket_id: UUID
    state: NoticeState = NoticeState.WAITING
    attempts: int = 0


@dataclass(frozen=True)
class Notices:
    """The notices of one event, by their ids."""

    each: Mapping[UUID, Notice] = field(default_factory=dict)


def decide(
    notices: Notices, command: Command, now: datetime, wanting: Sequence[Wants]
) -> Sequence[Event | Dated]:
    """The events that follow; Refused or NotFound where none may.

    What was found late is written now, and waits from now; `at` says when it happened.
    """
    match command:
        case WriteNotices():
            return [Dated(one, now) for one in _write(notices, command, wanting)]
        case RecordTry():
            return _record(notices, command)
        case ReplayNotice():
            return [_replay(notices, command)]
        case _:
            assert_never(command)


def evolve(notices: Notices, event: Event) -> Notices:
    """What is true of the notices after the event."""
    if isinstance(event, NoticeWritten):
        return _with(notices, event.notice_id, Notice(event.ticket_id))
    one = notices.each[event.notice_id]
    match event:
        case NoticeTried():
            one = replace(one, state=event.state, attempts=event.attempt)
        case NoticeReplayed():
            one = replace(one, state=NoticeState.WAITING)
        case _:
            assert_never(event)
    return _with(notices, event.notice_id, one)


def notice_of(about: UUID, hook_id: UUID) -> UUID:
    """The id of what a hook is told of an event: there is one, whoever asks."""
    return uuid5(about, f"notice/{hook_id}")


def _write(
    notices: Notices, command: WriteNotices, wanting: Sequence[Wants]
) -> list[NoticeWritten]:
    return [
        NoticeWritten(
            notice_id=notice_of(command.about, one.hook_id),
            about=command.about,
            hook_id=one.hook_id,
            home=one.home,
            ticket_id=command.ticket_id,
            occasion=command.occasion,
            at=command.at,
        )
        for one in wanting
        if command.occasion in one.occasions
        and notice_of(command.about, one.hook_id) not in notices.each
    ]


def _record(notices: Notices, command: RecordTry) -> list[Event]:
    one = notices.each.get(command.notice_id)
    if one is None:
        raise NotFound("There is no such notice.")
    # Of two who tried at once the first counts; who is told knows the id of both.
    if one.state is not NoticeState.WAITING or command.attempt != one.attempts + 1:
        return []
    tried = NoticeTried(
        notice_id=command.notice_id,
        about=command.about,
        ticket_id=one.ticket_id,
        attempt=command.attempt,
        state=command.state,
        status=command.status,
        said=command.said,
        again_at=command.again_at,
    )
    return [tried]


def _replay(notices: Notices, command: ReplayNotice) -> NoticeReplayed:
    one = notices.each.get(command.notice_id)
    if one is None:
        raise NotFound("There is no such notice.")
    if one.state is NoticeState.WAITING:
        raise Refused("It waits to be tried already.")
    return NoticeReplayed(
        notice_id=command.notice_id, about=command.about, ticket_id=one.ticket_id
    )


def _with(notices: Notices, notice_id: UUID, one: Notice) -> Notices:
    return Notices({**notices.each, notice_id: one})


NOTICES: Decider[Notices] = Decider(
    category="notices",
    identity="about",
    commands=(WriteNotices, RecordTry, ReplayNotice),
    initial=Notices(),
    decide=decide,
    evolve=evolve,
)
