"""What may be done with a letter, and how does it stand then?

waiting -- try --> sending -- outcome --> sent, failed, unknown, or waiting again
failed or unknown -- resend --> waiting, -- drop --> dropped
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias, TypedDict, assert_never
from uuid import UUID

from contracts.outgoing import (
    DropLetter,
    LetterDropped,
    LetterFailed,
    LetterPutOff,
    LetterResent,
    LetterSent,
    LetterTried,
    LetterUncertain,
    LetterWritten,
    Outcome,
    RecordOutcome,
    ResendLetter,
    TryLetter,
    WriteLetter,
)
from contracts.refusals import NotFound, Refused
from contracts.values import LetterState
from services.intake.outgoing.addressing import Addressee, is_written_to
from shared.decider import Decider

Command: TypeAlias = WriteLetter | TryLetter | RecordOutcome | ResendLetter | DropLetter
Came: TypeAlias = LetterSent | LetterPutOff | LetterFailed | LetterUncertain
Event: TypeAlias = LetterWritten | LetterTried | Came | LetterResent | LetterDropped

UNDECIDED = frozenset({LetterState.FAILED, LetterState.UNKNOWN})
"""Nothing happens with these letters until a person says so."""


@dataclass(frozen=True)
class Unwritten:
    """There is no such letter."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter, whom it is for and about what, and how often it was tried."""

    ticket_id: UUID
    requester_id: UUID
    state: LetterState = LetterState.WAITING
    attempts: int = 0


State: TypeAlias = Unwritten | Letter


def decide(
    letter: State, command: Command, now: datetime, addressee: Addressee | None
) -> list[Event]:
    """The events that follow; Refused or NotFound where none may."""
    if isinstance(command, WriteLetter):
        return _write(letter, command, now, addressee)
    if isinstance(letter, Unwritten):
        raise NotFound("There is no such letter.")
    match command:
        case TryLetter():
            return [_try(letter, command)]
        case RecordOutcome():
            return _record(letter, command)
        case ResendLetter() | DropLetter():
            return [_settle(letter, command)]
        case _:
            assert_never(command)


def evolve(letter: State, event: Event) -> State:
    """What is true of the letter after the event."""
    if isinstance(event, LetterWritten):
        return Letter(ticket_id=event.ticket_id, requester_id=event.requester_id)
    assert isinstance(letter, Letter), "its first event writes it"
    if isinstance(event, LetterTried):
        return replace(letter, state=LetterState.SENDING, attempts=event.attempt)
    return replace(letter, state=STATES[type(event)])


STATES: dict[type, LetterState] = {
    LetterWritten: LetterState.WAITING,
    LetterTried: LetterState.SENDING,
    LetterSent: LetterState.SENT,
    LetterPutOff: LetterState.WAITING,
    LetterFailed: LetterState.FAILED,
    LetterUncertain: LetterState.UNKNOWN,
    LetterResent: LetterState.WAITING,
    LetterDropped: LetterState.DROPPED,
}
"""How a letter stands after each event."""


def _write(
    letter: State, command: WriteLetter, now: datetime, addressee: Addressee | None
) -> list[Event]:
    if isinstance(letter, Letter) or addressee is None:
        return []
    if not is_written_to(addressee, command.kind, now):
        return []
    written = LetterWritten(
        letter_id=command.letter_id,
        ticket_id=command.ticket_id,
        requester_id=addressee.requester_id,
        kind=command.kind,
        about=command.about,
        recipient=addressee.email,
        # Its clock was started, and stands still while the school has it.
        promised=() if addressee.with_school else command.promised,
    )
    return [written]


def _try(letter: Letter, command: TryLetter) -> LetterTried:
    # Of two who take it up at once the stream lets one; the other must not send.
    if letter.state is not LetterState.WAITING:
        raise Refused(f"This letter is {letter.state.value}, so it is not tried.")
    if command.attempt != letter.attempts + 1:
        raise Refused("Somebody else has tried this letter meanwhile.")
    return LetterTried(
        letter_id=command.letter_id,
        ticket_id=letter.ticket_id,
        attempt=command.attempt,
        asks=command.asks,
    )


def _record(letter: Letter, command: RecordOutcome) -> list[Event]:
    # Who was taken for dead may come back and know what became of it after all.
    awaited = letter.state is LetterState.SENDING or (
        letter.state is LetterState.UNKNOWN and command.outcome is not Outcome.UNCERTAIN
    )
    given_up = letter.state is LetterState.WAITING and command.outcome is Outcome.FAILED
    if command.attempt != letter.attempts or not (awaited or given_up):
        return []
    return [_came(letter, command)]


def _came(letter: Letter, command: RecordOutcome) -> Came:
    told = _Told(
        letter_id=command.letter_id,
        ticket_id=letter.ticket_id,
        requester_id=letter.requester_id,
        attempt=command.attempt,
        answer=command.answer,
    )
    match command.outcome:
        case Outcome.SENT:
            return LetterSent(**told)
        case Outcome.FAILED:
            return LetterFailed(**told)
        case Outcome.UNCERTAIN:
            return LetterUncertain(**told)
        case Outcome.PUT_OFF:
            assert command.again_at is not None, "it is put off to a moment"
            return LetterPutOff(**told, again_at=command.again_at)
        case _:
            assert_never(command.outcome)


class _Told(TypedDict):
    """What every outcome tells."""

    letter_id: UUID
    ticket_id: UUID
    requester_id: UUID
    attempt: int
    answer: str


def _settle(
    letter: Letter, command: ResendLetter | DropLetter
) -> LetterResent | LetterDropped:
    if letter.state not in UNDECIDED:
        raise Refused(f"This letter is {letter.state.value}: nothing is to be decided.")
    kind = LetterResent if isinstance(command, ResendLetter) else LetterDropped
    return kind(letter_id=command.letter_id, ticket_id=letter.ticket_id)


LETTER: Decider[State] = Decider(
    category="letter",
    identity="letter_id",
    commands=(WriteLetter, TryLetter, RecordOutcome, ResendLetter, DropLetter),
    initial=Unwritten(),
    decide=decide,
    evolve=evolve,
)
