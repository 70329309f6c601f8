"""When does any of directory run?"""

from __future__ import annotations

from services.directory.account_review.queries import count_overdue
from services.directory.rooms import ROOMS
from services.directory.tidying import tidy
from shared.entrypoints import Runs, sweep


class DirectoryService:
    """Knows the schools, their hours, their people, and who may act for whom."""

    name = "directory"
    directory = Runs(ROOMS)

    @sweep(seconds=60)
    def count_reviews(self) -> None:
        """Let Prometheus see how many schools have not reviewed their accounts."""
        count_overdue(self.directory)

    @sweep(seconds=300, once=True)
    def tidy(self) -> None:
        """Throw away what is kept for a while only."""
        tidy(self.directory, self.directory.clock())
