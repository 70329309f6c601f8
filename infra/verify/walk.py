"""Is every event of a log what was recorded, and does each follow the one before?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from contracts.declare import declaration_of
from contracts.envelope import Recorded
from contracts.log import LogRecovered
from infra.verify.bodies import body_fault
from infra.verify.copies import Copies, Pair
from infra.verify.diagnosis import explain
from infra.verify.findings import Finding, Recovery, Walked
from infra.verify.stored import Stored, bytes_of
from infra.verify.values import faults
from shared.chain import GENESIS, microseconds
from shared.reading import read_event


class Walk:
    """One log from its first event to its head; `findings` fills on the way.

    `hashes` keeps those at the positions that are `wanted`.
    """

    def __init__(self, service: str, school: UUID, wanted: set[int]) -> None:
        self.service = service
        self.school = school
        self.findings: list[Finding] = []
        self.recoveries: list[Recovery] = []
        self.hashes = {0: GENESIS}
        self.events = 0
        self.position = 0
        self.last: Stored | None = None
        self._wanted = wanted
        self._previous: bytes | None = GENESIS
        self._versions: dict[str, int] = {}
        self._jumps: list[Finding] = []

    def follow(
        self,
        rows: Iterator[Stored],
        copied: Iterator[Stored],
        copies: Copies,
        head: dict[str, Any] | None,
    ) -> Iterator[Stored]:
        """Look at every row beside its copy; gives each when it was looked at."""
        for row, following, copy in copies.beside(_ahead(rows), copied):
            if following is not None:
                goes_on = following.position == row.position + 1
                later = following.previous_hash if goes_on else None
            else:
                goes_on = head is not None and head["position"] == row.position
                later = bytes_of(head["hash"]) if head and goes_on else None
            self.events += 1
            sound = self._look(row, copy, later, copies.moved)
            if row.position == self.position:
                self.findings += copies.compare(row, copy, sound=sound)
            yield row
        self._end(head)

    def walked(self, copies: int) -> Walked:
        """What was read of the log, of which audit has so many copies."""
        return Walked(
            service=self.service,
            school=self.school,
            events=self.events,
            copies=copies,
            hash=(self._previous or b"").hex(),
        )

    def _look(
        self,
        row: Stored,
        copy: Stored | None,
        later: bytes | None,
        moved: dict[bytes, int],
    ) -> bool:
        """Whether a row is what was recorded at the next place of the log."""
        own = row.hash_after(row.previous_hash)
        holds = row.event is not None and own == row.hash
        if not self._place(row, trusted=holds or later is not None):
            was = moved.get(row.hash)
            it_was = f"; it was {was}" if was else ""
            self._find(row, "position", f"is {row.position}, which is no place{it_was}")
            return False
        sound = holds and self._previous in (None, row.previous_hash)
        if sound:
            self._read(row)
        else:
            for column, what in explain(row, self._previous, later, copy):
                self._find(row, column, what)
        self._step(row, row.hash if holds or own != later else own)
        return sound

    def _place(self, row: Stored, *, trusted: bool) -> bool:
        """Whether a row stands after those before it; what is between is missing.

        A place far off is believed only of a row that holds or that the log goes on
        from: any other may have been moved there.
        """
        expected = self.position + 1
        if row.position > expected and trusted:
            self._miss(expected, row.position - 1)
            self._previous = None
            return True
        return row.position == expected

    def _step(self, row: Stored, hashed: bytes) -> None:
        self.position = row.position
        self.last = row
        self._previous = hashed if len(hashed) == len(GENESIS) else None
        if self.position in self._wanted and self._previous is not None:
            self.hashes[self.position] = self._previous

    def _read(self, row: Stored) -> None:
        """Look into an event that is what was recorded: was it well recorded?"""
        event = row.event
        assert event is not None
        fault = body_fault(event.body)
        if fault:
            self._find(row, "body", fault)
        elif event.type == declaration_of(LogRecovered).name:
            self.recoveries.append(_recovery(event))
        version = self._versions.get(event.stream, 0) + 1
        if event.stream_version != version:
            what = f"is {event.stream_version}; {event.stream} goes on with {version}"
            self._jumps.append(self._finding(row.position, "stream_version", what))
        self._versions[event.stream] = event.stream_version

    def _end(self, head: dict[str, Any] | None) -> None:
        """Does the head say what the last event says?"""
        if head is None:
            if self.last is not None:
                self.findings.append(self._finding(None, None, "the log has no head"))
        elif broken := [f"{name} {why}" for name, why in faults(head)]:
            what = f"the head is not readable: {'; '.join(broken)}"
            self.findings.append(self._finding(None, None, what))
        elif head["position"] > self.position:
            self._miss(self.position + 1, head["position"])
        else:
            self._compare_head(head)
        if not self.findings:
            # Where an event is broken or missing, its stream jumps for that reason.
            self.findings += self._jumps

    def _compare_head(self, head: dict[str, Any]) -> None:
        event = self.last.event if self.last else None
        if event is None:
            return
        last = {
            "position": self.position,
            "hash": self._previous,
            "epoch": event.epoch,
            "recorded_at": microseconds(event.recorded_at),
        }
        differing = [name for name, value in last.items() if head[name] != value]
        if differing and self._previous is not None:
            what = f"the head has another {', '.join(differing)} than the last event"
            self.findings.append(self._finding(None, None, what))

    def _miss(self, first: int, last: int) -> None:
        alone = first == last
        what = "is missing" if alone else f"everything from here to {last} is missing"
        self.findings.append(self._finding(first, None, what))

    def _find(self, row: Stored, column: str | None, what: str) -> None:
        self.findings.append(self._finding(row.position, column, what))

    def _finding(self, position: int | None, column: str | None, what: str) -> Finding:
        return Finding(
            log=self.service,
            school=self.school,
            position=position,
            column=column,
            what=what,
        )


def _recovery(event: Recorded) -> Recovery:
    told: LogRecovered = read_event(event)
    return Recovery(
        service=event.service,
        school=event.school,
        position=event.position,
        recorded_at=event.recorded_at,
        by=event.actor,
        put_back=told.put_back,
        given_up=told.given_up,
        reason=told.reason,
    )


def _ahead(rows: Iterator[Stored]) -> Iterator[Pair]:
    """Each row with the one after it."""
    row = next(rows, None)
    while row is not None:
        following = next(rows, None)
        yield row, following
        row = following
