"""Can a person at a terminal say who is known, and as what?"""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from argon2 import PasswordHasher, profiles

from contracts.access import platform
from contracts.sign_in import SignIn
from tests.infra.command_line.desks import Desk

AT_ASHGROVE = ("--school", "ashgrove")
PASSWORD = "thistle lantern harbour"
CHEAPEST = PasswordHasher.from_parameters(profiles.CHEAPEST)


@pytest.fixture(autouse=True)
def _little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.directory.hashing.HASHER", CHEAPEST)


def add(desk: Desk, name: str = "Head of Ashgrove") -> str:
    """Somebody new at Ashgrove; their address."""
    email = f"{uuid4().hex}@ashgrove.example"
    desk.gets("people", "add", name, email, *AT_ASHGROVE)
    return email


def rows(desk: Desk, *words: str) -> dict[str, list[str]]:
    """What a list says of each, by their address."""
    lines = [
        line.split("\t") for line in desk.gets("people", "list", *words).splitlines()
    ]
    assert lines[0] == ["name", "e-mail", "phone", "roles", "password", "id"]
    return {line[1]: line for line in lines[1:]}


def test_somebody_is_made_known_given_a_role_and_a_password(desk: Desk) -> None:
    email = add(desk)
    said = desk.gets(
        *("people", "role", email, "head", *AT_ASHGROVE),
        *("--from", "01/06/2026", "--until", "2026-07-21"),
    )
    assert said == "Head from 01/06/2026 until 21/07/2026\n"
    desk.gets("people", "password", email, *AT_ASHGROVE, stdin=f"{PASSWORD}\n")
    command = SignIn(email=email, password=PASSWORD, origin="192.0.2.7")
    assert desk.town.execute(command, by=platform("gateway"))
    name, _, _, roles, password, person_id = rows(desk, *AT_ASHGROVE)[email]
    assert (name, password) == ("Head of Ashgrove", "yes")
    assert roles == "Head from 01/06/2026 until 21/07/2026"
    assert desk.gets("people", "role", person_id, "dsl", *AT_ASHGROVE)


def test_a_role_ends_with_a_day(desk: Desk) -> None:
    email = add(desk)
    role = ("people", "role", email, "governor", *AT_ASHGROVE)
    desk.gets(*role, "--from", "01/06/2026")
    assert desk.gets(*role, "--end", "--until", "30/06/2026") == (
        "Governor until 30/06/2026\n"
    )
    assert rows(desk, *AT_ASHGROVE)[email][3].endswith("until 30/06/2026")
    told = desk.is_told(*role, "--end", "--from", "01/06/2026")
    assert told == "a role that ends has no first day to name"


def test_today_is_meant_where_no_day_is_named(desk: Desk) -> None:
    email = add(desk)
    role = ("people", "role", email, "dpo", *AT_ASHGROVE)
    assert re.fullmatch(r"Dpo from \d\d/\d\d/\d{4}\n", desk.gets(*role))
    assert re.fullmatch(r"Dpo until \d\d/\d\d/\d{4}\n", desk.gets(*role, "--end"))


def test_colleagues_are_those_of_no_school(desk: Desk) -> None:
    email = f"{uuid4().hex}@msp.example"
    person_id = desk.gets("people", "add", "Team lead", email).strip()
    desk.gets("people", "role", "team lead", "team_lead", "--from", "01/06/2026")
    name, _, _, roles, password, shown = rows(desk)[email]
    assert (name, password, shown) == ("Team lead", "no", person_id)
    assert roles == "Team lead from 01/06/2026"
    assert email not in rows(desk, *AT_ASHGROVE)


def test_where_nobody_is_known_it_is_said(desk: Desk) -> None:
    school = desk.gets("schools", "add", f"School {uuid4().hex}").strip()
    done = desk.types("people", "list", "--school", school)
    assert (done.stdout, done.stderr) == ("", "Nobody is known there.\n")


def test_who_is_meant_has_to_be_clear(desk: Desk) -> None:
    told = desk.is_told("people", "role", "the cat", "staff", *AT_ASHGROVE)
    assert told == "nobody is known there as 'the cat'"
    twins = sorted(add(desk, "Twin") for _ in range(2))
    told = desk.is_told("people", "role", "Twin", "staff", *AT_ASHGROVE)
    assert all(email in told for email in twins)


def test_a_bad_password_or_role_is_told_with_the_reason(desk: Desk) -> None:
    email = add(desk)
    password = ("people", "password", email, *AT_ASHGROVE)
    assert "12 characters" in desk.is_told(*password, stdin="short\n")
    role = ("people", "role", email, "king", *AT_ASHGROVE)
    assert "role" in desk.is_told(*role)


def test_a_number_is_kept_and_tells_who_calls(desk: Desk) -> None:
    email = f"{uuid4().hex}@ashgrove.example"
    number = f"07700 9{uuid4().int % 100_000:05}"
    person_id = desk.gets(
        "people", "add", "Priya", email, *AT_ASHGROVE, "--phone", number
    ).strip()
    told = desk.gets("people", "calling", number).splitlines()
    assert told[0].split("\t") == ["name", "e-mail", "school", "id"]
    assert told[1].split("\t")[:2] == ["Priya", email]
    assert rows(desk, *AT_ASHGROVE)[email][2].startswith("+447700")
    phone = ("people", "phone", person_id)
    assert desk.gets(*phone, "", *AT_ASHGROVE) == "No number is kept.\n"
    assert rows(desk, *AT_ASHGROVE)[email][2] == "none"
    done = desk.types("people", "calling", number)
    assert (done.stdout, done.stderr) == ("", "Nobody is known by this number.\n")
    assert desk.gets(*phone, number, *AT_ASHGROVE) == "The number is kept.\n"
    assert "name it by --school" in desk.is_told(*phone, number)
    assert "telephone" in desk.is_told(*phone, "204", *AT_ASHGROVE)
