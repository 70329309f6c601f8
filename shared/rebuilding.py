"""Does a read model follow from the log? It is built anew, compared, then switched.

School by school, from the service's own log and from what its sources still tell of
what it heard. Nothing is answered and nothing is sent. The platform goes on meanwhile:
what is appended is folded too, and work on a school waits for its own switch alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

from sqlalchemy import Connection, Table, select, update
from sqlalchemy.exc import OperationalError

from contracts.envelope import Recorded
from contracts.refusals import Conflict, Unavailable
from shared import checkpoints
from shared.application import RACES, Application
from shared.chain import GENESIS
from shared.comparing import Differences, Pair
from shared.following import Checkpoint, follow
from shared.reasons import reason
from shared.refolding import fold_again
from shared.shadow import Shadow
from shared.store import PAGE, Log

Feed = Callable[[str, UUID, int, int], list[Recorded]]
"""A page of a school's log in a service, after a position."""

COMPARED, SWITCHED = "compared", "switched"


class Impossible(Exception):
    """A school's read model cannot be built anew; the live one stays as it is."""


class Rebuild:
    """Builds one service's read models anew; `found` says how each school differs."""

    def __init__(self, application: Application, shadow: Shadow, feed: Feed) -> None:
        self.found: dict[UUID, Differences] = {}
        self._until: dict[str, Checkpoint] = {}
        self._application = application
        self._shadow = shadow
        self._feed = feed
        self._own = application.name

    def schools(self) -> dict[UUID, int]:
        """Every school that is known here, and how many events it was told."""
        counted: dict[UUID, int] = {}
        for head in self._application.heads(None):
            counted[head.school] = head.position
        for source in self._application.rooms.hears:
            heard = self._application.read(checkpoints.read_all, source)
            for school, one in heard.items():
                counted[school] = counted.get(school, 0) + one.position
        return dict(sorted(counted.items()))

    def is_done(self, school: UUID, how: str) -> bool:
        """Whether a run that broke off had finished a school in the same way."""
        with self._shadow.building(school) as connection:
            built = checkpoints.read(connection, self._own, school)
        return built is not None and built.state == how

    def compare(self, school: UUID) -> Iterator[int]:
        """Build one school and say in `found` how it differs; a step for each page.

        Impossible where it cannot be built. Unavailable where a source cannot be asked.
        """
        yield from self._build(school)
        self._finish(school, COMPARED)

    def switch(self, school: UUID) -> Iterator[int]:
        """The same; then what differs is made so, with what came meanwhile."""
        yield from self._build(school)
        first = self.found[school]
        for _ in range(RACES):
            if not self.found[school]:
                break
            self._switch(school)
            # Whoever had begun before may have changed rows that were not there yet.
            yield from self._build(school)
        else:
            raise Impossible("it differs again and again: who else writes there?")
        self.found[school] = first
        self._finish(school, SWITCHED)

    def set_back(self, school: UUID, source: str, to: Checkpoint) -> Iterator[int]:
        """Make it as if a source had been heard so far and no further.

        Its checkpoint goes back with the rows; in which state it is stays as it was.
        """
        self._until = {source: to}
        yield from self._build(school)
        self._switch(school)
        self._finish(school, SWITCHED)

    def _build(self, school: UUID) -> Iterator[int]:
        while True:
            with self._shadow.building(school) as connection:
                folded = self._fold_page(connection, school)
                if not folded:
                    self.found[school] = self._compare(connection, school)
                    return
            yield folded

    def _switch(self, school: UUID) -> None:
        for attempt in range(RACES):
            try:
                with self._shadow.switching(school) as connection:
                    self._hold(connection, school)
                    while self._fold_page(connection, school):
                        pass
                    found = self._compare(connection, school)
                    self._refuse_to_rewrite(found)
                    for pair in self._pairs(school):
                        if pair.name in found.tables:
                            pair.switch(connection)
                    self._set_back(connection, school)
            except Conflict:
                if attempt == RACES - 1:
                    raise
            else:
                return

    def _set_back(self, connection: Connection, school: UUID) -> None:
        heard = self._shadow.live["checkpoints"]
        for source, to in self._until.items():
            mine = heard.c.school == school, heard.c.source == source
            moved = {"position": to.position, "hash": to.hash, "epoch": to.epoch}
            connection.execute(update(heard).where(*mine).values(**moved))

    def _hold(self, connection: Connection, school: UUID) -> None:
        """Let nobody change this school until the end: in the order in which they do.

        Who listens locks a checkpoint first; rows come next, the head of the log last.
        """
        self._lock(connection, self._shadow.live["checkpoints"], school)
        for name in sorted(self.found[school].tables):
            self._lock(connection, self._shadow.live[name], school)
        self._lock(connection, self._shadow.live["heads"], school)

    def _lock(self, connection: Connection, table: Table, school: UUID) -> None:
        if table.info.get("rewritten", True):
            key = table.primary_key.columns
            mine = select(*key).where(table.c.school == school).order_by(*key)
            connection.execute(mine.with_for_update()).all()

    def _refuse_to_rewrite(self, found: Differences) -> None:
        if kept := found.rewrites(self._shadow.live):
            raise Impossible(f"{', '.join(sorted(kept))} is never rewritten")

    def _compare(self, connection: Connection, school: UUID) -> Differences:
        found = Differences()
        for pair in self._pairs(school):
            pair.compare(connection, found)
        return found

    def _pairs(self, school: UUID) -> list[Pair]:
        rooms = self._application.rooms
        names = [table.name for table in rooms.tables.sorted_tables]
        built, live = self._shadow.built, self._shadow.live
        return [Pair(built[n], live[n], school) for n in names if n not in rooms.keeps]

    def _finish(self, school: UUID, how: str) -> None:
        """Empty the tables for the next school, and remember that this one is done."""
        with self._shadow.building(school) as connection:
            for table in self._shadow.built.values():
                connection.execute(table.delete().where(table.c.school == school))
            checkpoints.lock(connection, self._own, school)
            checkpoints.finish(connection, self._own, school, how)

    def _fold_page(self, connection: Connection, school: UUID) -> int:
        """Fold what comes next of a log that is not at its end; how many events."""
        for source, end in self._ends(connection, school).items():
            built = checkpoints.lock(connection, source, school)
            if built.position < end.position:
                return self._fold(connection, source, school, built, end.position)
            if built.hash != end.hash:
                raise Impossible(
                    f"{source} is not what was heard: see ./caretaker forks"
                )
        return 0

    def _fold(
        self,
        connection: Connection,
        source: str,
        school: UUID,
        built: Checkpoint,
        end: int,
    ) -> int:
        if source == self._own:
            page = Log(source, school, connection).after(built.position, PAGE)
        else:
            page = self._feed(source, school, built.position, PAGE)
        fresh, _ = follow(built, [event for event in page if event.position <= end])
        if not fresh:
            raise Impossible(
                f"{source} does not go on from position {built.position}, and {end}"
                " was heard: see ./caretaker forks"
            )
        try:
            fold_again(self._application, connection, fresh)
        except (Unavailable, OperationalError):
            raise
        except Exception as error:
            raise Impossible(f"{source}: {reason(error)}") from error
        checkpoints.move(connection, fresh[-1])
        return len(fresh)

    def _ends(self, connection: Connection, school: UUID) -> dict[str, Checkpoint]:
        """How far the live read model has come, at this moment."""
        live = self._shadow.live
        heads, heard = live["heads"], live["checkpoints"]
        own = connection.execute(select(heads).where(heads.c.school == school)).first()
        head = own or (None, 0, GENESIS, 1)
        ends = {self._own: Checkpoint(head[1], bytes(head[2]), head[3], "")}
        rows = connection.execute(select(heard).where(heard.c.school == school))
        told = {row.source: row for row in rows}
        for source in self._application.rooms.hears:
            if row := told.get(source):
                ends[source] = Checkpoint(row.position, bytes(row.hash), row.epoch, "")
        return ends | self._until
