"""How does somebody at a browser take a school's calendar with them?"""

from __future__ import annotations

from uuid import UUID

from contracts.directory import GetSchool
from services.gateway.calendar_feed import handed
from services.gateway.screens.frame import Page, Screens
from services.gateway.screens.visits import Visit

screens = Screens("calendar_files")


@screens.on("GET", "/console/schools/<uuid:school_id>/calendar.ics", needs=GetSchool)
def calendar_file(visit: Visit, school_id: UUID) -> Page:
    """Terms, closures and bank holidays, for a calendar program."""
    return handed(visit.asker, school_id)
