"""Which fixtures do the tests of the command line have?"""

from collections.abc import Iterator

import pytest

from tests.infra.command_line.desks import Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk for the tests of a file, which do not mind each other."""
    made = Desk(tmp_path_factory.mktemp("desk"))
    with made.serving():
        yield made
    made.town.close()
