"""How does a service hear others? Each event once, in order, with its effect.

One path applies events, wherever they come from: broker, feed or retry. Order and
exclusion live in the checkpoint row, so any number of workers may compete.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING
from uuid import UUID

from contracts.envelope import Recorded
from contracts.log import Retried
from contracts.refusals import Conflict, NotFound, Unavailable
from shared import checkpoints
from shared.application import RACES, Application
from shared.decider import Heard
from shared.following import Checkpoint, Verdict, compare, follow, lag
from shared.metrics import BEACON_AT, FORKED, HEARD, LAG, PARKED
from shared.reading import read_event
from shared.reasons import reason
from shared.store import PAGE

if TYPE_CHECKING:
    from shared.link import Link

BATCH = 200
"""Events applied in one transaction; more gains nothing (`docs/log.md`)."""

_OVERLAP = timedelta(minutes=2)
_ALL_HEADS_EVERY = timedelta(minutes=1)


class Subscription:
    """What one service hears of all its sources."""

    def __init__(self, application: Application, link: Link) -> None:
        self.application = application
        self.sources = application.rooms.hears
        self.behind: set[tuple[str, UUID]] = set()
        self._link = link
        self._asked: dict[str, list[datetime]] = {source: [] for source in self.sources}
        self._ends: dict[str, dict[UUID, int]] = {source: {} for source in self.sources}

    def receive(self, events: Iterable[Recorded]) -> None:
        """Apply what the broker brought; what cannot be now is caught up later.

        Returns when everything is committed, parked or noted as behind, so that the
        messages can be acknowledged.
        """
        ordered = sorted(events, key=lambda e: (e.service, e.school, e.position))
        for (source, school), run in groupby(ordered, lambda e: (e.service, e.school)):
            if source not in self.sources:
                continue  # a queue may still bring what an older version listened to
            try:
                verdict = self.hear(source, school, list(run))
            except Unavailable:
                verdict = Verdict.GAP
            if verdict is Verdict.GAP:
                self.behind.add((source, school))

    def hear(
        self,
        source: str,
        school: UUID,
        events: Sequence[Recorded],
        state: str = checkpoints.LIVE,
    ) -> Verdict:
        """Apply events of one log; what cannot be applied is parked, never skipped.

        In the state PARKED that is the one event that was parked, or none: it is taken
        out in the transaction that applies it, and stays if that ends the process.
        Unavailable while the database cannot be had.
        """
        error: Exception
        for _ in range(RACES):
            try:
                return self.apply(source, school, events, state)
            except Unavailable:
                raise
            except Conflict as lost:
                error = lost
            except Exception as cannot:
                error = cannot
                break
        if len(events) > 1:
            return self._one_by_one(source, school, events)
        self._park(events[0], error)
        return Verdict.FOLLOWS

    def listen_to_beacon(self, source: str) -> None:
        """Compare the heads a source announces with what was heard of it.

        Unavailable where the source cannot be asked: its silence shows in the metrics.
        """
        # What was heard is read first: a head that is asked for afterwards is behind it
        # only if the source went back.
        heard = self.application.read(checkpoints.read_all, source)
        self._show(source, [checkpoint.state for checkpoint in heard.values()])
        asked_at = self.application.clock()
        heads = self._link.heads(source, self._since(source, asked_at))
        for head in heads:
            checkpoint = heard.get(head.school, checkpoints.NOTHING_HEARD)
            self._ends[source][head.school] = head.position
            if checkpoint.state != checkpoints.LIVE:
                continue
            verdict = compare(checkpoint, head.position, head.hash, head.epoch)
            if verdict is Verdict.GAP:
                self.behind.add((source, head.school))
            elif verdict is Verdict.FORK:
                self._stop(source, head.school, checkpoint)
        self._asked[source].append(asked_at)
        BEACON_AT.labels(self.application.name, source).set(asked_at.timestamp())
        LAG.labels(self.application.name, source).set(lag(self._ends[source], heard))

    def catch_up(self) -> None:
        """Pull what is known to be missing from the feeds of its sources.

        Who cannot be asked is asked again the next time, and keeps nobody else waiting.
        """
        silent: set[str] = set()
        for source, school in sorted(
            self.behind, key=lambda one: self.sources.index(one[0])
        ):
            if source in silent:
                continue
            self.behind.discard((source, school))
            try:
                self.pull(source, school)
            except Unavailable:
                self.behind.add((source, school))
                silent.add(source)

    def pull(self, source: str, school: UUID) -> None:
        """Apply a log from where it was heard to its end."""
        while True:
            after = self._heard(source, school)
            page = self._link.feed(source, school, after, PAGE)
            for start in range(0, len(page), BATCH):
                self.hear(source, school, page[start : start + BATCH])
            if not page or self._heard(source, school) != page[-1].position:
                return

    def reach(self, school: UUID, positions: Mapping[str, int]) -> None:
        """Hear a school's logs up to these positions, if their sources can be asked.

        Where one is behind, all are pulled, in the order the service names them: what
        the first says (a school's hours) holds for what the next says (its tickets).
        """
        wanted = [(s, positions[s]) for s in self.sources if s in positions]
        if any(self._heard(source, school) < position for source, position in wanted):
            for source in self.sources:
                with suppress(Unavailable):
                    self.pull(source, school)

    def retry(self, source: str, school: UUID) -> Retried:
        """Apply what was parked again, and what waits behind it.

        Unavailable where the source cannot be asked: it stays parked. NotFound for a
        source that is not heard.
        """
        if source not in self.sources:
            raise NotFound(f"{self.application.name} does not hear {source}")
        waits = self._link.feed(source, school, self._heard(source, school), 1)
        # Where the source has lost it, nothing waits any more.
        self.hear(source, school, waits, checkpoints.PARKED)
        self.pull(source, school)
        found = self.application.read(checkpoints.read, source, school, school=school)
        return Retried(parked=found is not None and found.state == checkpoints.PARKED)

    def apply(
        self,
        source: str,
        school: UUID,
        events: Sequence[Recorded],
        state: str = checkpoints.LIVE,
    ) -> Verdict:
        """Fold events into the read model, if the log is in that state."""
        rooms = self.application.rooms
        with self.application.work(school) as work:
            checkpoint = checkpoints.take_up(work.connection, source, school, state)
            if checkpoint is None:
                return Verdict.FOLLOWS
            fresh, verdict = follow(checkpoint, events)
            if verdict is Verdict.FORK:
                checkpoints.stop(work.connection, source, school, work.now)
            if fresh:
                keyring = work.keyring if rooms.opens else None
                heard = [Heard(read_event(one, keyring), one) for one in fresh]
                rooms.fold(work.connection, heard)
                for one in heard:
                    work.react(rooms.react(one), one, self.application.name)
                receipt = work.commit()
                checkpoints.move(work.connection, fresh[-1])
        if fresh:
            HEARD.labels(self.application.name, source).inc(len(fresh))
            if receipt.position:
                self.application.announce(school)
        return verdict

    def _one_by_one(
        self, source: str, school: UUID, events: Sequence[Recorded]
    ) -> Verdict:
        """Part the event that cannot be applied from its innocent neighbours."""
        verdict = Verdict.FOLLOWS
        for event in events:
            verdict = self.hear(source, school, [event])
        return verdict

    def _park(self, event: Recorded, error: Exception) -> None:
        told = reason(error)
        with self.application.database.school(event.school) as connection:
            checkpoint = checkpoints.lock(connection, event.service, event.school)
            if checkpoint.position + 1 == event.position:
                checkpoints.park(connection, event, told, self.application.clock())

    def _stop(self, source: str, school: UUID, seen: Checkpoint) -> None:
        """Stop hearing a log, if its checkpoint is still the one that was compared."""
        with self.application.database.school(school) as connection:
            if checkpoints.lock(connection, source, school) == seen:
                checkpoints.stop(connection, source, school, self.application.clock())

    def _show(self, source: str, states: Sequence[str]) -> None:
        """Let the metrics tell how many logs stand still; after a restart, too."""
        labels = self.application.name, source
        PARKED.labels(*labels).set(states.count(checkpoints.PARKED))
        FORKED.labels(*labels).set(states.count(checkpoints.FORKED))

    def _since(self, source: str, asked_at: datetime) -> datetime | None:
        """From when on heads are asked for: all of them at first and now and then.

        The heads of a source that was put back to an older copy do not look recent.
        """
        asked = self._asked[source]
        if not asked or asked_at - asked[0] > _ALL_HEADS_EVERY:
            asked.clear()
            return None
        return asked[-1] - _OVERLAP

    def _heard(self, source: str, school: UUID) -> int:
        found = self.application.read(checkpoints.read, source, school, school=school)
        return found.position if found else 0
