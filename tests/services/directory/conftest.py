"""Which fixtures do directory's tests have?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from services.directory.rooms import ROOMS
from tests.services.directory.office import CHEAPEST, Office
from tests.support.databases import Databases
from tests.support.town import Town


@pytest.fixture
def office(databases: Databases, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Directory with two schools and their people, on either kind of database."""
    monkeypatch.setattr("services.directory.hashing.HASHER", CHEAPEST)
    monkeypatch.setattr("services.directory.hashing.NOBODY", CHEAPEST.hash("nobody"))
    town = Town((ROOMS,), databases)
    yield Office(town)
    town.close()
