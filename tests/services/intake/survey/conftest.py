"""Which town do the tests of a yearly survey begin with?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from contracts.directory import AddSchool
from contracts.intake import SetMailboxes
from services.directory.rooms import ROOMS as DIRECTORY
from services.intake.rooms import ROOMS
from tests.services.intake.stories import open_it
from tests.services.intake.survey.asked import opens
from tests.services.intake.watching.people import known_people
from tests.support.cast import (
    ASHGROVE,
    ASHGROVE_MAILBOX,
    ASHGROVE_NAME,
)
from tests.support.databases import Databases
from tests.support.town import Town


@pytest.fixture
def known(sqlite: Databases) -> Iterator[Town]:
    """A town in which Priya and two others have asked for something."""
    with asking(sqlite) as town:
        yield town


@pytest.fixture
def anywhere(databases: Databases) -> Iterator[Town]:
    """The same, on the one kind of database and then on the other."""
    with asking(databases) as town:
        yield town


@contextmanager
def asking(databases: Databases) -> Iterator[Town]:
    """Where they have, and what they use is closed at the end."""
    town = Town([ROOMS, DIRECTORY], databases)
    town.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME))
    known_people(town)
    town.execute(SetMailboxes(school_id=ASHGROVE, addresses=(ASHGROVE_MAILBOX,)))
    town.execute(open_it)
    for name in ("sam", "una"):
        opens(town, f"{name}@ashgrove.example")
    yield town
    town.close()
