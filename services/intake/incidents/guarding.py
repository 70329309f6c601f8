"""May a ticket go on as another, while something runs of it that would not?"""

from __future__ import annotations

from uuid import UUID

from contracts.major_incidents import MajorState
from contracts.refusals import Refused
from services.intake.incidents.major_rows import KIND
from services.intake.incidents.records import state_of
from shared.work import Work


def refuse_running(work: Work, ticket_id: UUID) -> None:
    """Refused where it is a major incident that is not closed."""
    state = state_of(work.connection, work.school, ticket_id, KIND)
    if state is not None and state != MajorState.CLOSED.value:
        raise Refused(
            "This is a major incident. Merge the other ticket into it, or close it."
        )
