"""Which fixtures do the tests of the mail room have?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.infra.command_line.desks import Desk
from tests.infra.mailroom.boxes import Box, Writer, prepare
from tests.support.dovecot import Dovecot


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A platform in this process, with the mailboxes of two schools."""
    made = Desk(tmp_path_factory.mktemp("desk"))
    prepare(made)
    with made.serving():
        yield made
    made.town.close()


@pytest.fixture
def box(dovecot: Dovecot, desk: Desk, tmp_path: Path) -> Box:
    """A mailbox of Ashgrove on a mail server."""
    return Box(dovecot, desk, tmp_path)


@pytest.fixture
def writer(desk: Desk) -> Writer:
    """Somebody who writes to the desk."""
    return Writer(desk)
