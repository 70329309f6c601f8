"""Which fixtures do the gateway's tests have?"""

import pytest

from tests.services.gateway.api import Api
from tests.support.town import Town


@pytest.fixture
def api(town: Town) -> Api:
    """The gateway over a town with Ashgrove and Beckfield."""
    return Api(town)
