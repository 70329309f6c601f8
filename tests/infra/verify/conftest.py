"""Which fixtures do the tests of the verifier have?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.infra.verify.stories import build
from tests.support.databases import Databases


@pytest.fixture
def told(databases: Databases) -> Iterator[Databases]:
    """The databases of a platform that runs, with something in its logs."""
    town = build(databases, noted=False)
    yield databases
    town.close()


@pytest.fixture
def heard(sqlite: Databases) -> Iterator[Databases]:
    """The same in files alone, where it makes no difference."""
    town = build(sqlite, noted=False)
    yield sqlite
    town.close()
