"""Does every service's log of a school still hold what was recorded?

It reads the databases themselves, beside a running platform or without one, hashes the
stored bytes again, and asks everybody who heard a log whether that is what they heard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from infra.verify.copies import Copies
from infra.verify.ends import Witness, head_of, schools_in, witnesses_in
from infra.verify.findings import Finding, Report
from infra.verify.snapshots import Absent, Moved, is_damage, snapshot
from infra.verify.stored import Stored, copies_of, log_of
from infra.verify.walk import Walk

_ROOMS = Path(__file__).parents[2].glob("services/*/rooms.py")
SERVICES = tuple(sorted(place.parent.name for place in _ROOMS))
"""Every service that keeps a log."""

KEEPS_COPIES = "audit"

Where = Callable[[str], str]
"""Gives the URL of a service's database."""

_ATTEMPTS = 5


class Verifier:
    """Reads the logs of one installation; `report` says what it found."""

    def __init__(self, where: Where, services: Sequence[str] = SERVICES) -> None:
        self.report = Report()
        self._where = where
        self._services = services

    def schools(self) -> dict[UUID, int]:
        """Every school that a service knows, and how many events its heads count.

        Absent or DatabaseError where none can be told; Moved as for `verify`.
        """
        for attempt in range(_ATTEMPTS):
            try:
                return self._schools()
            except Moved:
                if attempt == _ATTEMPTS - 1:
                    raise
        return {}

    def verify(self, school: UUID) -> Iterator[None]:
        """Follow every log of a school, with a step for each event.

        Moved where files are written again and again without their being locked.
        """
        for attempt in range(_ATTEMPTS):
            found = Report()
            try:
                yield from _School(school, self._where, self._services, found).verify()
            except Moved:
                if attempt == _ATTEMPTS - 1:
                    raise
            else:
                self.report.add(found)
                return

    def _schools(self) -> dict[UUID, int]:
        found: dict[UUID, int] = {}
        trouble: list[Exception] = []
        for service in self._services:
            try:
                with snapshot(self._where(service)) as connection:
                    for school, events in schools_in(connection).items():
                        found[school] = found.get(school, 0) + events
            except (Absent, DatabaseError) as error:
                if isinstance(error, DatabaseError) and not is_damage(error):
                    raise
                trouble.append(error)
        if trouble and not found:
            raise trouble[0]
        return found


class _School:
    """The logs of one school, each read in one unchanging view of its database."""

    def __init__(
        self, school: UUID, where: Where, services: Sequence[str], report: Report
    ) -> None:
        self._school = school
        self._where = where
        self._report = report
        self._services = services
        self._damaged: set[str] = set()

    def verify(self) -> Iterator[None]:
        # Whoever heard a log is asked before it is read: the log can only have grown.
        witnesses = self._witnesses()
        with self._reading(KEEPS_COPIES) as keeper:
            for service in self._services:
                with self._reading(service) as connection:
                    if connection is not None:
                        told = witnesses.get(service, [])
                        yield from self._follow(service, connection, keeper, told)

    def _witnesses(self) -> dict[str, list[Witness]]:
        found: dict[str, list[Witness]] = {}
        for service in self._services:
            with self._reading(service) as connection:
                if connection is not None:
                    for source, one in witnesses_in(connection, service, self._school):
                        found.setdefault(source, []).append(one)
        return found

    def _follow(
        self,
        service: str,
        connection: Connection,
        keeper: Connection | None,
        witnesses: Sequence[Witness],
    ) -> Iterator[None]:
        heard = [one.heard for one in witnesses if one.name == KEEPS_COPIES]
        copies = Copies(service, self._school, max(heard, default=0) if keeper else 0)
        walk = Walk(service, self._school, {one.heard for one in witnesses})
        head = head_of(connection, self._school)
        rows = log_of(service, self._school).rows(connection)
        copied = self._copied(service, keeper, copies)
        try:
            for _ in walk.follow(rows, copied, copies, head):
                yield
        finally:
            self._report.findings += walk.findings
            self._report.recoveries += walk.recoveries
        for one in witnesses:
            if what := one.objection(walk.position, walk.hashes):
                self._find(service, what)
        if walk.position:
            self._report.logs.append(walk.walked(copies.count))

    def _copied(
        self, service: str, keeper: Connection | None, copies: Copies
    ) -> Iterator[Stored]:
        if keeper is None:
            return
        try:
            yield from copies_of(service, self._school).rows(keeper)
        except DatabaseError as error:
            if not is_damage(error):
                raise
            copies.heard = 0
            self._find(f"audit's copy of {service}", f"is not readable: {error.orig}")

    @contextmanager
    def _reading(self, service: str) -> Iterator[Connection | None]:
        """A view of a service's database; what is in the way of it is found, once."""
        with ExitStack() as opened:
            connection = None
            try:
                if service not in self._damaged:
                    connection = opened.enter_context(snapshot(self._where(service)))
            except Absent as error:
                self._damage(service, f"there is no database {error}")
            except DatabaseError as error:
                self._judge(service, error)
            try:
                yield connection
            except DatabaseError as error:
                self._judge(service, error)

    def _judge(self, service: str, error: DatabaseError) -> None:
        if not is_damage(error):
            raise error
        self._damage(service, f"the database is not readable: {error.orig}")

    def _damage(self, service: str, what: str) -> None:
        self._damaged.add(service)
        self._find(service, what)

    def _find(self, log: str, what: str) -> None:
        self._report.findings.append(Finding(log=log, school=self._school, what=what))
