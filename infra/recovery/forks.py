"""Which logs contradict what was heard of them, and what is the matter with each?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, select

from contracts.declare import declaration_of
from contracts.log import LogRecovered
from infra.installation import Installation
from infra.recovery.copies import Copies, hash_in
from shared.chain import GENESIS, first_break
from shared.checkpoints import FORKED
from shared.following import Checkpoint
from shared.log_tables import checkpoints
from shared.reading import read_event
from shared.store import PAGE, Head


@dataclass(frozen=True, kw_only=True)
class Fork:
    """A service that heard another past of a log than the log has.

    `since` is when it noticed and stopped; None where it has not noticed yet.
    """

    consumer: str
    source: str
    school: UUID
    heard: Checkpoint
    since: datetime | None


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """What a log has, what others heard of it, and how far they agree."""

    source: str
    school: UUID
    end: Head
    agreed: int
    copies: int
    last_copy: bytes
    heard: int
    last_heard: bytes
    forks: tuple[Fork, ...]
    broken: str | None
    decided: LogRecovered | None
    """What somebody decided already of this very fork, if they were broken off."""

    @property
    def own(self) -> int:
        """Events that the log has and that nobody agreed on: it went on by itself."""
        return self.end.position - self.agreed

    @property
    def lost(self) -> int:
        """Events that others have copies of, and that the log has no longer."""
        return self.copies - self.agreed

    @property
    def beyond(self) -> int:
        """Events that somebody heard and nobody has a copy of."""
        return max(self.heard - self.copies, 0)

    @property
    def can_be_put_back(self) -> bool:
        """Whether the log just ends early, and the copies go on from its end."""
        return not self.own and self.lost > 0 and self.broken is None


def find(opened: Installation) -> list[Fork]:
    """Every log that contradicts what somebody heard of it, noticed or not."""
    found = []
    for name, application in opened.applications.items():
        for row in application.read(_all_heard):
            if row.source not in application.rooms.hears:
                continue
            heard = Checkpoint(row.position, bytes(row.hash), row.epoch, row.state)
            if contradicted(opened, row.source, row.school, heard):
                fork = Fork(
                    consumer=name,
                    source=row.source,
                    school=row.school,
                    heard=heard,
                    since=row.since if row.state == FORKED else None,
                )
                found.append(fork)
    return found


def contradicted(
    opened: Installation, source: str, school: UUID, heard: Checkpoint
) -> bool:
    """Whether a log has another past than was heard, or hearing it was stopped."""
    if heard.state == FORKED:
        return True
    copies = Copies(opened, source, school)
    with opened.applications[source].database.reading(school) as connection:
        return hash_in(connection, copies, heard.position) != heard.hash


def diagnose(opened: Installation, source: str, school: UUID) -> Diagnosis:
    """Compare a log with everything that others know of it."""
    forks = [f for f in find(opened) if (f.source, f.school) == (source, school)]
    copies = Copies(opened, source, school)
    head = _head(opened, source, school)
    agreed, last = copies.agree_until(head.position), copies.end()
    heard = [fork.heard for fork in forks]
    furthest = max(heard, key=lambda one: one.position, default=None)
    return Diagnosis(
        source=source,
        school=school,
        end=head,
        agreed=agreed,
        copies=last,
        last_copy=copies.hash_at(last) or GENESIS,
        heard=furthest.position if furthest else 0,
        last_heard=furthest.hash if furthest else GENESIS,
        forks=tuple(forks),
        broken=next(_breaks(opened, source, school), None),
        decided=next(_decisions(opened, source, school, agreed), None),
    )


def _head(opened: Installation, source: str, school: UUID) -> Head:
    heads = opened.applications[source].heads(None)
    none = Head(school, 0, GENESIS, 1)
    return next((head for head in heads if head.school == school), none)


def _breaks(opened: Installation, source: str, school: UUID) -> Iterator[str]:
    """What is wrong with the log itself: then it was altered, not set back."""
    position, previous = 0, GENESIS
    while page := opened.link.feed(source, school, position, PAGE):
        if broken := first_break(page, previous, position):
            yield broken
            return
        position, previous = page[-1].position, page[-1].hash


def _decisions(
    opened: Installation, source: str, school: UUID, agreed: int
) -> Iterator[LogRecovered]:
    """What was decided after the last position that all agree on, and about it."""
    position = agreed
    while page := opened.link.feed(source, school, position, PAGE):
        for event in page:
            if event.type == declaration_of(LogRecovered).name:
                told: LogRecovered = read_event(event)
                if told.follows <= agreed <= told.follows + told.put_back:
                    yield told
        position = page[-1].position


def _all_heard(connection: Connection) -> list[object]:
    query = select(checkpoints).order_by(checkpoints.c.source, checkpoints.c.school)
    return list(connection.execute(query))
