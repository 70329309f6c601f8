"""Does a process find where to listen, and where the others are?"""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.places import places, with_files
from shared.port import internal_token
from tests.support.town import MASTER

SERVICES = ("intake", "sla")


def test_without_a_word_a_process_listens_on_this_machine_alone() -> None:
    found = places({}, SERVICES, MASTER)
    assert (found.host, found.port, found.internal_port) == ("127.0.0.1", 8000, 8100)
    assert (found.urls, found.drain) == ({}, 0)
    assert found.token == internal_token(MASTER)


def test_one_pattern_says_where_all_services_are() -> None:
    given = {"CARETAKER_SERVICE_URL": "http://{service}:8100/"}
    found = places(given, SERVICES, MASTER)
    assert found.urls == {"intake": "http://intake:8100", "sla": "http://sla:8100"}


def test_a_service_may_be_somewhere_else_than_the_pattern_says() -> None:
    given = {
        "CARETAKER_SERVICE_URL": "http://{service}:8100",
        "CARETAKER_SLA_URL": "https://clocks.example:9000",
    }
    found = places(given, SERVICES, MASTER)
    assert found.urls["intake"] == "http://intake:8100"
    assert found.urls["sla"] == "https://clocks.example:9000"


def test_a_token_that_is_given_stands_for_the_one_of_the_master_key() -> None:
    given = {"CARETAKER_INTERNAL_TOKEN": "shared with peers"}
    assert places(given, SERVICES, b"").token == "shared with peers"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("CARETAKER_PORT", "eighty", "CARETAKER_PORT is a number"),
        ("CARETAKER_SERVICE_URL", "{service}:8100", "no place to find intake"),
        ("CARETAKER_SLA_URL", "sla", "set CARETAKER_SLA_URL"),
    ],
)
def test_what_is_no_place_is_said_by_its_name(name: str, value: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        places({name: value}, SERVICES, MASTER)


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("secret\n")
    given = {"CARETAKER_INTERNAL_TOKEN_FILE": str(tmp_path / "token"), "PATH": "/bin"}
    assert with_files(given)["CARETAKER_INTERNAL_TOKEN"] == "secret"
    assert with_files({"OTHER_FILE": "nowhere"}) == {"OTHER_FILE": "nowhere"}
