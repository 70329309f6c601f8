"""Which town has a ticket about safeguarding?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.ties import Link, LinkTickets
from tests.services.intake.guarded.deeds import classify
from tests.services.intake.stories import open_it
from tests.services.intake.watching.people import known_people
from tests.support.cast import ASHGROVE, OTHER_TICKET, TICKET
from tests.support.town import Town


@pytest.fixture
def guarded(known: Town) -> Town:
    """What Priya asked for is about safeguarding, and linked to what is not."""
    known_people(known)
    known.execute(open_it)
    known.execute(replace(open_it, ticket_id=OTHER_TICKET, subject="A lamp"))
    known.execute(
        LinkTickets(
            school_id=ASHGROVE,
            ticket_id=OTHER_TICKET,
            other_id=TICKET,
            link=Link.RELATED,
            version=1,
        )
    )
    classify(known, "monitoring")
    return known
