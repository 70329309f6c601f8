"""In which words is it told what a ticket turns out to be about?"""

from __future__ import annotations

from contracts.sla import ReclassifyClock
from tests.support.cast import ASHGROVE, TICKET
from tests.support.scenario import at


def reclassified(
    when: str, service: str | None = None, safeguarding: bool | None = None
) -> ReclassifyClock:
    """It turned out to be about something else."""
    return ReclassifyClock(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        at=at(when),
        service=service,
        safeguarding=safeguarding,
    )
