"""Does a server that accepts and says nothing hold up whoever asks it for ever?"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from socket import create_server, socket
from textwrap import dedent

import pytest

from shared.database import Database
from tests.support.databases import Databases, create

PATCHED = """
    import sys
    from infra import green
    green.patch()
    import eventlet
    from contracts.refusals import Unavailable
    from shared.database import Database

    def ask(url):
        try:
            with Database(url).provider() as connection:
                connection.exec_driver_sql("select pg_sleep(1.5)")
            print("answered")
        except Unavailable as error:
            print(str(error.__cause__).splitlines()[0])
"""
WITHOUT = """
    from eventlet.support.psycopg2_patcher import make_psycopg_green
    make_psycopg_green()
"""
ASKED = """
    with eventlet.Timeout(float(sys.argv[2]), False):
        ask(sys.argv[1])
    print("over")
"""


@pytest.fixture
def silent() -> Iterator[socket]:
    """Something that listens and never answers, as a server that was stopped does."""
    with create_server(("127.0.0.1", 0)) as server:
        yield server


def ask(url: str, patience: int, *ways: str) -> list[str]:
    """What a green process says of asking, until it has no patience any more."""
    program = "".join(map(dedent, (PATCHED, *ways, ASKED)))
    run = [sys.executable, "-c", program, url, str(patience)]
    asked = subprocess.run(run, check=True, capture_output=True, text=True, timeout=120)
    return asked.stdout.splitlines()


def at(server: socket) -> str:
    place = f"127.0.0.1:{server.getsockname()[1]}"
    return f"postgresql+psycopg2://nobody@{place}/nothing?connect_timeout=1"


def test_a_server_that_accepts_and_says_nothing_is_unavailable(silent: socket) -> None:
    told, over = ask(at(silent), 100)
    assert "accepts, and says nothing" in told
    assert over == "over"


def test_without_an_end_of_our_own_it_is_waited_for_all_the_same(
    silent: socket,
) -> None:
    assert ask(at(silent), 3, WITHOUT) == ["over"]


def test_who_was_let_in_waits_for_as_long_as_the_answer_takes(
    postgresql: Databases,
) -> None:
    url = postgresql("garden")
    database = create(Database(url))
    assert ask(f"{url}&connect_timeout=1", 100) == ["answered", "over"]
    database.close()
