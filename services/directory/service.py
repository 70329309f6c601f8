"""When does any of directory run?"""

from __future__ import annotations

from services.directory.rooms import ROOMS
from shared.entrypoints import Runs


class DirectoryService:
    """Knows the schools, their hours, and who may act for whom."""

    name = "directory"
    directory = Runs(ROOMS)
