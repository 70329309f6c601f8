"""Which town do the tests of intake have?"""

from __future__ import annotations

import pytest

from contracts.directory import AddSchool
from tests.support.cast import ASHGROVE, ASHGROVE_NAME
from tests.support.scenario import at
from tests.support.town import Town


@pytest.fixture
def school(town: Town) -> Town:
    """A town with Ashgrove in it."""
    town.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME))
    return town


@pytest.fixture
def known(town: Town) -> Town:
    """Ashgrove is known on a Monday at nine, and has settled."""
    town.clock.set(at("mon 09:00"))
    town.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME))
    town.settle()
    return town
