"""Who reads the screens in these tests?"""

import pytest

from contracts.access import Role
from contracts.values import PROVIDER
from tests.services.gateway.api import Api
from tests.services.gateway.screens import pages
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, OLU, PRIYA


@pytest.fixture
def stranger(api: Api) -> Reader:
    """Olu before signing in."""
    return pages.make_known(api, OLU, Role.OPERATOR, PROVIDER).with_password()


@pytest.fixture
def olu(api: Api) -> Reader:
    """Olu, signed in."""
    return pages.make_known(api, OLU, Role.OPERATOR, PROVIDER).signed_in()


@pytest.fixture
def priya(api: Api) -> Reader:
    """Priya, signed in."""
    return pages.make_known(api, PRIYA, Role.STAFF, ASHGROVE).signed_in()


@pytest.fixture
def ben(api: Api) -> Reader:
    """Ben, signed in."""
    return pages.make_known(api, BEN, Role.STAFF, BECKFIELD).signed_in()
