"""In whose queue is a ticket?"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Seat:
    """The team whose queue it is, the MSP's at large without one.

    `with_school` is whether the team is the school's own; `team` what it is called.
    """

    team_id: UUID | None = None
    team: str = ""
    with_school: bool = False


NO_TEAM = Seat()
"""The queue of the MSP at large."""
