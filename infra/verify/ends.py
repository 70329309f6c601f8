"""What else tells how a log went on? Its head, and whoever heard or published it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Connection, Text, literal_column, select

from infra.verify.rows import rows_of
from infra.verify.values import faults
from shared.checkpoints import FORKED
from shared.log_tables import checkpoints, events, heads, published

_HEAD = ("position", "hash", "epoch", "recorded_at")


@dataclass(frozen=True, slots=True)
class Witness:
    """Somebody who knows how far a log had come, and maybe the hash it had there."""

    name: str
    position: Any
    hash: Any = None
    state: str = ""

    @property
    def heard(self) -> int:
        """How far it says it heard the log; 0 if it does not say."""
        return self.position if type(self.position) is int else 0

    def objection(self, last: int, hashes: dict[int, bytes]) -> str | None:
        """What it says against a log that ends at `last` and has these hashes."""
        if self.state == FORKED:
            return f"{self.name} was shown another past after position {self.position}"
        for column, why in faults({"position": self.position, **self._hash()}):
            return f"what {self.name} heard is not readable: {column} {why}"
        if self.position > last:
            return f"{self.name} knows position {self.position}, and it ends at {last}"
        there = hashes.get(self.position)
        if self.hash is None or there in (None, self.hash):
            return None
        return f"{self.name} heard another event at position {self.position}"

    def _hash(self) -> dict[str, Any]:
        return {} if self.hash is None else {"hash": self.hash}


def head_of(connection: Connection, school: UUID) -> dict[str, Any] | None:
    """The head row of a school's log as it is stored."""
    for row in rows_of(connection, heads, _HEAD, school):
        return dict(zip(_HEAD, row, strict=True))
    return None


def witnesses_in(
    connection: Connection, service: str, school: UUID
) -> Iterator[tuple[str, Witness]]:
    """What a service knows of the logs it hears, and its relay of its own."""
    columns = ("source", "position", "hash", "state")
    for source, position, hashed, state in rows_of(
        connection, checkpoints, columns, school
    ):
        yield source, Witness(service, position, hashed, state)
    for (position,) in rows_of(connection, published, ("position",), school):
        yield service, Witness("the broker", position)


def schools_in(connection: Connection) -> dict[UUID, int]:
    """Every school that is known here, and how many events its head counts."""
    found: dict[UUID, int] = {}
    for table, counted in ((events, "0"), (checkpoints, "0"), (heads, "position")):
        query = select(
            literal_column("cast(school as text)", Text),
            literal_column(counted, BigInteger),
        )
        query = query.select_from(table).distinct()
        for school, position in connection.execute(query):
            with suppress(ValueError, AttributeError):
                found[UUID(school)] = position if type(position) is int else 0
    return found
