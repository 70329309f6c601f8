"""What happens in one transaction of one school? Load, decide, project, append.

Everything that can be done before the head of the log is locked is done before:
streams are read, commands decided, events sealed and digested, rows projected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from sqlalchemy import Connection

from contracts.access import Caller
from contracts.codec import dump
from contracts.declare import declaration_of
from contracts.envelope import Recorded
from contracts.fields import format_moment
from contracts.log import Receipt
from contracts.refusals import Conflict, Reused
from shared.canonical import canonical
from shared.decider import Dated, Decider, Heard
from shared.gathering import Gathering
from shared.keyring import Keyring
from shared.reading import read_body
from shared.recordable import recordable
from shared.store import Answered, Log, New


@dataclass(frozen=True, kw_only=True)
class Cause:
    """Why a command is carried out: who sent it, for whom, following what."""

    caller: Caller
    command_id: UUID = field(default_factory=uuid4)
    correlation_id: UUID = field(default_factory=uuid4)
    causation_id: UUID | None = None
    on_behalf_of: str | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fresh:
    """An event that was just decided, as the projections of its own service see it."""

    event: Any
    school: UUID
    event_id: UUID
    stream_version: int
    happened_at: datetime
    actor: str
    on_behalf_of: str | None
    correlation_id: UUID


Project = Callable[[Connection, Fresh], None]


class Work:
    """One transaction on one school's log: everything in it happens, or nothing."""

    def __init__(
        self,
        log: Log,
        keyring: Keyring,
        deciders: dict[type, Decider[Any]],
        project: Project,
        now: datetime,
    ) -> None:
        self.log = log
        self.now = now
        self.keyring = keyring
        self.happened: list[Fresh] = []
        self._deciders = deciders
        self._project = project
        self._gathering: Any = Gathering(log.connection)
        self._streams: dict[str, tuple[Any, int]] = {}
        self._new: list[New] = []
        self._answers: list[Answered] = []
        self._first: Answered | None = None
        self._sent_to = ""

    @property
    def connection(self) -> Connection:
        """The transaction, with all that was projected so far."""
        self._gathering.flush()
        return self.log.connection

    @property
    def school(self) -> UUID:
        return self.log.school

    def execute(self, command: Any, cause: Cause) -> UUID | None:
        """Decide a command; the id of its last event, None where nothing followed.

        Refusal as the rules say; Conflict where the command was decided on another
        version than the stream has now; Reused for a known id with another command.
        """
        decider = self._deciders[type(command)]
        stream = decider.stream(command)
        self._sent_to = self._sent_to or stream
        self._first, (state, version) = self._begin(decider, stream, cause.command_id)
        if self._first is not None:
            self._check_same(command, cause, self._first)
            return None
        self._check_version(command, stream, version)
        arguments = [state, command, self.now]
        if decider.terms is not None:
            arguments.append(decider.terms(self, state, command))
        last = None
        for index, decided in enumerate(decider.decide(*arguments)):
            version += 1
            last = uuid5(cause.command_id, str(index))
            fresh = self._record(stream, version, last, decided, cause)
            state = decider.evolve(state, fresh.event)
        self._streams[stream] = (state, version)
        self._answers.append(
            Answered(cause.command_id, self._fingerprint(command, cause), 0, version)
        )
        return last

    def react(self, commands: Sequence[Any], heard: Heard, service: str) -> None:
        """Carry out what policies answer to an event; once, however often it comes."""
        for index, command in enumerate(commands):
            self.execute(command, cause_of(heard, service, index))

    def finish(self) -> Receipt:
        """Append what was decided as the last that happens in this transaction.

        A server is told of it in one go, and to commit.
        """
        if not self._new:
            return self.commit()
        rest = self._gathering.rest()
        return self._appended(self.log.finish(rest, self._new, self.now, self._answers))

    def commit(self) -> Receipt:
        """Append what was decided, the head locked last."""
        self._gathering.flush()
        if not self._answers:
            return self._repeated(self._first)
        if self._new:
            position = self.log.append(self._new, self.now, self._answers)
        else:
            position = self.log.head().position
            self.log.remember([replace(a, position=position) for a in self._answers])
        return self._appended(position)

    def _appended(self, position: int) -> Receipt:
        # What was sent was the first; on other streams is what followed from it.
        _, version = self._streams[self._sent_to]
        return self._receipt(position, version, repeated=False)

    def _repeated(self, first: Answered | None) -> Receipt:
        """What was answered before; the end of the log where nothing was asked."""
        if first is None:
            return self._receipt(self.log.head().position, 0, repeated=False)
        return self._receipt(first.position, first.stream_version, repeated=True)

    def _receipt(self, position: int, version: int, *, repeated: bool) -> Receipt:
        return Receipt(
            school_id=self.school,
            service=self.log.service,
            position=position,
            stream_version=version,
            repeated=repeated,
        )

    def _begin(
        self, decider: Decider[Any], stream: str, command_id: UUID
    ) -> tuple[Answered | None, tuple[Any, int]]:
        """What was answered to this command before, if it was here; and its stream."""
        if stream in self._streams:
            found = self.log.answered([command_id])
            return found.get(command_id), self._streams[stream]
        first, events = self.log.begin(command_id, stream)
        state, version = decider.initial, 0
        for past in events:
            state = decider.evolve(state, read_body(past.type, past.version, past.body))
            version = past.stream_version
        self._streams[stream] = (state, version)
        return first, self._streams[stream]

    def _check_same(self, command: Any, cause: Cause, first: Answered) -> None:
        if first.fingerprint != self._fingerprint(command, cause):
            raise Reused("the same key came with another request before")

    def _record(
        self, stream: str, version: int, event_id: UUID, decided: Any, cause: Cause
    ) -> Fresh:
        event, at = decided, cause.happened_at or self.now
        if isinstance(decided, Dated):
            event, at = decided.event, decided.at
        fresh = Fresh(
            event=event,
            school=self.school,
            event_id=event_id,
            stream_version=version,
            happened_at=at,
            actor=cause.caller.actor,
            on_behalf_of=cause.on_behalf_of,
            correlation_id=cause.correlation_id,
        )
        service, follows = self.log.service, cause.causation_id
        self._new.append(recordable(self.keyring, service, stream, fresh, follows))
        self._project(self._gathering, fresh)
        self.happened.append(fresh)
        return fresh

    def _check_version(self, command: Any, stream: str, version: int) -> None:
        expected = getattr(command, "version", None)
        if expected is not None and expected != version:
            raise Conflict(
                f"it is at version {version}, not {expected}",
                version,
                list(_changes(self.log.stream(stream, after=expected))),
            )

    def _fingerprint(self, command: Any, cause: Cause) -> bytes:
        """Tells a retry from another command; the platform's own ids need none."""
        if cause.caller.role is None:
            return b""
        content = {declaration_of(command).name: dump(command)}
        return self.keyring.fingerprint(self.school, canonical(content))


def cause_of(heard: Heard, service: str, index: int) -> Cause:
    """The cause of a reaction: the event heard, and whoever acted there."""
    envelope = heard.envelope
    return Cause(
        caller=Caller(actor=f"service:{service}", role=None),
        command_id=uuid5(envelope.event_id, f"{service}/{index}"),
        correlation_id=envelope.correlation_id,
        causation_id=envelope.event_id,
        on_behalf_of=envelope.on_behalf_of or envelope.actor,
        happened_at=envelope.happened_at,
    )


def _changes(events: Iterator[Recorded]) -> Iterator[dict[str, Any]]:
    for recorded in events:
        yield {
            "version": recorded.stream_version,
            "type": recorded.type,
            "actor": recorded.actor,
            "happened_at": format_moment(recorded.happened_at),
        }
