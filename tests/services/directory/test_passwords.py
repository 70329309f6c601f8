"""Which passwords are good enough?"""

from __future__ import annotations

import pytest

from contracts.sign_in import LONGEST_PASSWORD
from services.directory.passwords import SHORTEST, common, mistakes

NAMES = ("Priya Nair", "priya@ashgrove.example", "Ashgrove Primary School")


@pytest.mark.parametrize(
    "password",
    [
        "thistle lantern harbour",
        "dragonmonkeyshadow",
        "three blind mice again",
        "ashgrove has a leaky roof",
        "Qm7vLx2Tz9Wk",
        "482057316942",
        "pärlhöna på taket",
        "ウサギとカメとキツネとタヌキ",
    ],
)
def test_what_is_long_and_not_common_is_good_whatever_it_is_made_of(
    password: str,
) -> None:
    assert mistakes(password, NAMES) == []


def test_a_password_has_twelve_characters_and_an_end() -> None:
    assert "at least 12" in mistakes("Xk7!qPz$2mW", NAMES)[0]
    assert mistakes("k7qz" * 2 + "mwxv", NAMES) == []
    assert "at most 128" in mistakes("ab" * LONGEST_PASSWORD, NAMES)[0]


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "P A S S W O R D 2026!",
        "passwordpassword",
        "123456789012",
        "098765432109",
        "qwertyuiop12",
        "qwertyuiopasdf",
        "abcdefghijkl",
        "aaaaaaaaaaaa",
        "abcabcabcabcab",
        "!!!!!!!!!!!!",
        "letmeinplease",
        "Manchester2026",
    ],
)
def test_what_is_guessed_first_is_refused(password: str) -> None:
    assert "first that anybody would guess" in mistakes(password, NAMES)[0]


@pytest.mark.parametrize(
    "password",
    ["ashgroveprimary", "AshgrovePrimary1", "Priya.Nair.2026", "ashgrove-priya"],
)
def test_what_is_little_more_than_a_name_is_refused(password: str) -> None:
    assert "a name" in mistakes(password, NAMES)[0]


def test_the_list_of_common_passwords_is_there() -> None:
    assert len(common()) > 120
    assert {"password", "letmein"} <= common()
    assert "" not in common()


def test_without_the_list_the_commonest_would_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("services.directory.passwords.common", frozenset)
    assert mistakes("password1234", NAMES) == []


def test_the_shortest_is_as_long_as_it_is_said_to_be() -> None:
    assert SHORTEST == 12
