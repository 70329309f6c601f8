"""Which project do the tests of projects have? A new network at Ashgrove."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.intake.projects.test_planning_parts_and_plans import add, plan
from tests.services.intake.stories import open_it
from tests.support.cast import OTHER_TICKET, TICKET
from tests.support.town import Town


@pytest.fixture
def desk(known: Town) -> Town:
    """Ashgrove has a project, and two tickets of which one belongs to it."""
    for ticket_id in (TICKET, OTHER_TICKET):
        known.execute(replace(open_it, ticket_id=ticket_id))
    known.execute(plan)
    known.execute(add)
    return known
