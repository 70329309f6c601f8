"""Does audit still keep what it heard, and is that what the log holds?

Where log and copy differ, the one that no longer holds what its own hash was made of is
the one that was changed. Where both hold, the log was written anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from infra.verify.diagnosis import differences
from infra.verify.findings import Finding
from infra.verify.stored import Stored

_LINKS = frozenset({"hash", "previous_hash"})

Pair = tuple[Stored, Stored | None]
"""A row of a log, and the row after it."""


class Copies:
    """What audit keeps of one log; `heard` is how far it should reach."""

    def __init__(self, service: str, school: UUID, heard: int) -> None:
        self.heard = heard
        self.count = 0
        self.moved: dict[bytes, int] = {}
        """Where those events stood that are not at their place, by their hash."""
        self._service = service
        self._school = school
        self._anew = False

    def beside(
        self, pairs: Iterator[Pair], copies: Iterator[Stored]
    ) -> Iterator[tuple[Stored, Stored | None, Stored | None]]:
        """Each row of the log with the row after it, and with its copy."""
        copy = next(copies, None)
        for row, following in pairs:
            if following is not None and following.position < row.position:
                # It does not stand where it says: its copy would be another's.
                yield row, following, None
                continue
            while copy is not None and copy.position < row.position:
                self.moved[copy.hash] = copy.position
                copy = next(copies, None)
            if copy is None or copy.position != row.position:
                yield row, following, None
            else:
                self.count += 1
                yield row, following, copy
                copy = next(copies, None)

    def compare(
        self, row: Stored, copy: Stored | None, *, sound: bool
    ) -> Iterator[Finding]:
        """What is wrong with a copy, or with a sound event that was heard otherwise."""
        if copy is None:
            if row.position <= self.heard:
                yield self._of_copy(row, None, "is missing")
        elif copy.raw == row.raw:
            return
        elif not copy.holds():
            who = "the log has" if sound else "the log, which is broken too, has"
            for column, what in differences(copy, row, who):
                yield self._of_copy(row, column, what)
        elif sound:
            yield from self._written_anew(row, copy)

    def _written_anew(self, row: Stored, copy: Stored) -> Iterator[Finding]:
        """The first event of those written anew, and what was changed besides it.

        All that follow have other hashes for that reason alone.
        """
        for column, what in differences(row, copy, "audit heard"):
            if not (self._anew and column in _LINKS):
                yield Finding(
                    log=self._service,
                    school=self._school,
                    position=row.position,
                    column=column,
                    what=what,
                )
        self._anew = True

    def _of_copy(self, row: Stored, column: str | None, what: str) -> Finding:
        return Finding(
            log=f"audit's copy of {self._service}",
            school=self._school,
            position=row.position,
            column=column,
            what=what,
        )
