"""Which fixtures do the gateway's tests have?"""

from collections.abc import Iterator
from importlib import import_module

import pytest

from tests.services.gateway.api import Api, api_over
from tests.support.town import SERVICES, Town


@pytest.fixture
def api(town: Town) -> Iterator[Api]:
    """The gateway over a town with Ashgrove and Beckfield."""
    with api_over(town) as api:
        yield api


@pytest.fixture(scope="module")
def shared_api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """One such town for the tests of a file, which do not mind each other."""
    home = tmp_path_factory.mktemp("town")
    rooms = [import_module(f"services.{name}.rooms").ROOMS for name in SERVICES]
    town = Town(rooms, lambda name: f"sqlite:///{home / name}.db")
    yield Api(town)
    town.close()
