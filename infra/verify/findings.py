"""What does a verifier say of a log?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something that is not as it was recorded, as exactly as can be told.

    `log` is a service, or `audit's copy of` one. `position` and `column` are None where
    it is not about one event or one column.
    """

    log: str
    school: UUID
    position: int | None = None
    column: str | None = None
    what: str

    def __str__(self) -> str:
        place = "" if self.position is None else f", position {self.position}"
        column = "" if self.column is None else f"{self.column} "
        return f"{self.log} of {self.school}{place}: {column}{self.what}"


@dataclass(frozen=True, kw_only=True)
class Walked:
    """A log that was followed from its first event to its head."""

    service: str
    school: UUID
    events: int
    copies: int
    hash: str


@dataclass(frozen=True, kw_only=True)
class Recovery:
    """What a log itself tells of having been put right."""

    service: str
    school: UUID
    position: int
    recorded_at: datetime
    by: str
    put_back: int
    given_up: int
    reason: str

    def __str__(self) -> str:
        what = f"{self.put_back} events put back, {self.given_up} given up"
        return (
            f"{self.service} of {self.school}, position {self.position}: recovered on"
            f" {self.recorded_at:%d/%m/%Y} by {self.by}, {what}: {self.reason}"
        )


@dataclass
class Report:
    """What was read, what is wrong with it, and what was put right before."""

    logs: list[Walked] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    recoveries: list[Recovery] = field(default_factory=list)

    @property
    def events(self) -> int:
        return sum(log.events for log in self.logs)

    def add(self, other: Report) -> None:
        """Take in what was found elsewhere."""
        self.logs += other.logs
        self.findings += other.findings
        self.recoveries += other.recoveries
