"""When does any of directory run?"""

from __future__ import annotations

from services.directory.rooms import ROOMS
from services.directory.tidying import tidy
from shared.entrypoints import Runs, sweep


class DirectoryService:
    """Knows the schools, their hours, their people, and who may act for whom."""

    name = "directory"
    directory = Runs(ROOMS)

    @sweep(seconds=300, once=True)
    def tidy(self) -> None:
        """Throw away what is kept for a while only."""
        tidy(self.directory, self.directory.clock())
