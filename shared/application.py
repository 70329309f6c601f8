"""What is a service, apart from how it is hosted? Commands, questions, and a log."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, MetaData

from contracts.access import Caller, Right
from contracts.declare import declaration_of
from contracts.envelope import Recorded
from contracts.log import FindParked, ParkedView
from contracts.refusals import Conflict, Forbidden, Refusal
from shared import checkpoints
from shared.clock import Clock
from shared.database import Database
from shared.decider import Decider, Heard
from shared.keyring import Keyring
from shared.logs import about
from shared.metrics import COMMANDS, LATENCY, REFUSALS
from shared.store import Head, Log, changed_heads
from shared.work import Cause, Fresh, Project, Work

RACES = 8
"""How often a command that names no version is decided again after a lost race."""


@dataclass(frozen=True)
class Asked:
    """A question's circumstances: when, by whom, and for which school if for one."""

    now: datetime
    caller: Caller
    school: UUID | None
    keyring: Keyring


Answer = Callable[[Connection, Any, Asked], Any]
Handler = Callable[[Work, Any, Cause], Any]
Procedure = Callable[["Application", Any, Cause], Any]


def _execute(work: Work, command: Any, cause: Cause) -> None:
    work.execute(command, cause)


def _project_nothing(_connection: Connection, _fresh: Fresh) -> None:
    pass


def _hear_nothing(_: Heard) -> Sequence[Any]:
    return ()


def _fold_nothing(_connection: Connection, _heard: Sequence[Heard]) -> None:
    pass


def _follow_nothing(_: Work) -> None:
    pass


def _keep_nothing_apart(_: Connection, __: str, ___: UUID, ____: int) -> None:
    pass


@dataclass(frozen=True, kw_only=True)
class Rooms:
    """What a service is made of; `docs/adding-a-service.md` explains each room.

    `handlers` carry out the commands that take more than one decider; what they return
    is the answer, a receipt if nothing. `procedures` answer the messages, queries too,
    that need no transaction, or several, or work between them for which none should
    wait; each opens the work it needs. `follow` is the last in the transaction of a
    command: it sees all that `happened` by it, and may have more happen. `opens` is for
    a service that needs personal text of others' events in its read models. `keeps`
    names the tables with more in them than events tell: no rebuild makes those anew.
    `give_up` puts aside what was kept of a source's log after a position that the
    source has abandoned.
    """

    name: str
    tables: MetaData
    deciders: tuple[Decider[Any], ...] = ()
    project: Project = _project_nothing
    answers: Mapping[type, Answer] = field(default_factory=dict)
    handlers: Mapping[type, Handler] = field(default_factory=dict)
    procedures: Mapping[type, Procedure] = field(default_factory=dict)
    hears: tuple[str, ...] = ()
    react: Callable[[Heard], Sequence[Any]] = _hear_nothing
    fold: Callable[[Connection, Sequence[Heard]], None] = _fold_nothing
    follow: Callable[[Work], None] = _follow_nothing
    opens: bool = False
    keeps: frozenset[str] = frozenset()
    give_up: Callable[[Connection, str, UUID, int], None] = _keep_nothing_apart


class Application:
    """One service over its database; hosts and tests give it commands and questions."""

    def __init__(
        self, rooms: Rooms, database: Database, keyring: Keyring, clock: Clock
    ) -> None:
        self.rooms = rooms
        self.name = rooms.name
        self.database = database
        self.keyring = keyring
        self.clock = clock
        self.appended: list[Callable[[UUID], None]] = []
        self._deciders = {c: d for d in rooms.deciders for c in d.commands}

    def execute(self, command: Any, cause: Cause) -> Any:
        """Carry out a command; its receipt, or the answer of its handler.

        Refusal where the sender may not, the rules say no, or it was decided on
        something that has changed.
        """
        name = declaration_of(command).name
        COMMANDS.labels(self.name, name).inc()
        try:
            timed = LATENCY.labels(self.name, name).time()
            with about(cause.correlation_id), timed:
                self.permit(command, cause.caller, command.school_id)
                procedure = self.rooms.procedures.get(type(command))
                if procedure is not None:
                    return procedure(self, command, cause)
                return self._try(command, cause)
        except Refusal as refusal:
            REFUSALS.labels(self.name, refusal.kind).inc()
            raise

    def ask(self, query: Any, caller: Caller) -> Any:
        """Answer a question; a caller bound to a school gets that school's answer."""
        school = None
        if hasattr(query, "school_id"):
            school = query.school_id or caller.school
            query = replace(query, school_id=school)
        self.permit(query, caller, school)
        if isinstance(query, FindParked):
            return self.find_parked()
        procedure = self.rooms.procedures.get(type(query))
        if procedure is not None:
            return procedure(self, query, Cause(caller=caller))
        asked = Asked(self.clock(), caller, school, self.keyring)
        return self.read(self.rooms.answers[type(query)], query, asked, school=school)

    def read(
        self, question: Callable[..., Any], *arguments: Any, school: UUID | None = None
    ) -> Any:
        """What a function reads on a connection to one school, or to all."""
        if school is None:
            with self.database.provider() as connection:
                return question(connection, *arguments)
        with self.database.reading(school) as connection:
            return question(connection, *arguments)

    def permit(self, message: Any, caller: Caller, school: UUID | None) -> None:
        """Forbidden unless the caller holds the right that the message declares."""
        self.permit_right(declaration_of(message).needs, caller, school)

    def permit_right(
        self, right: Right | None, caller: Caller, school: UUID | None
    ) -> None:
        if not caller.may(right, school):
            raise Forbidden("you may not do this here")

    def feed(self, school: UUID, after: int, limit: int) -> list[Recorded]:
        """A page of the school's log, for the services that hear this one."""
        with self.database.reading(school) as connection:
            return Log(self.name, school, connection).after(after, limit)

    def heads(self, since: datetime | None) -> list[Head]:
        """The ends of the logs that moved since a moment, of all for None."""
        return list(self.read(changed_heads, since))

    def find_parked(self) -> ParkedView:
        return ParkedView(parked=self.read(checkpoints.all_parked, self.name))

    @contextmanager
    def work(
        self, school: UUID, command: tuple[UUID, str] | None = None
    ) -> Iterator[Work]:
        """A transaction of one school; whoever opens it commits the work in it.

        What `command` is, `Database.school` says; another one may be executed, too.
        """
        with self.database.school(school, command) as connection:
            yield Work(
                Log(self.name, school, connection),
                self.keyring,
                self._deciders,
                self.rooms.project,
                self.clock(),
            )

    def announce(self, school: UUID) -> None:
        """Something was appended: whoever publishes it need not wait to look."""
        for tell in self.appended:
            tell(school)

    def _try(self, command: Any, cause: Cause) -> Any:
        for _ in range(RACES):
            try:
                return self._once(command, cause)
            except Conflict as conflict:
                if conflict.version is not None:
                    raise
                lost = conflict
        raise lost

    def _once(self, command: Any, cause: Cause) -> Any:
        handler = self.rooms.handlers.get(type(command))
        decider = self._deciders.get(type(command))
        first = (cause.command_id, decider.stream(command)) if decider else None
        with self.work(command.school_id, first) as work:
            answer = (handler or _execute)(work, command, cause)
            self.rooms.follow(work)
            receipt = work.finish()
        self.announce(command.school_id)
        return answer or receipt
