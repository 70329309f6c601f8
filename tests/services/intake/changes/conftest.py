"""Which school do the tests of changes have? One with a change, and a head."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from contracts.access import Caller, Role
from contracts.values import TicketType
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE
from tests.support.town import Town

HEAD = Caller(actor=f"head:{uuid4()}", role=Role.HEAD, school=ASHGROVE)


@pytest.fixture
def desk(known: Town) -> Town:
    """Ashgrove wants something changed."""
    known.execute(replace(open_it, type=TicketType.CHANGE))
    return known
