"""As whom can one sign in on the first day?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from argon2 import PasswordHasher, profiles

from contracts.access import MSP_ROLES, Role, platform
from contracts.sign_in import SignIn
from infra import demo
from infra.demo_people import FILE, PEOPLE, ensure
from tests.support.town import Town

CHEAPEST = PasswordHasher.from_parameters(profiles.CHEAPEST)


@pytest.fixture(autouse=True)
def _little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.directory.hashing.HASHER", CHEAPEST)


def sign_in_all(town: Town, table: str) -> int:
    """Sign in as everybody in the table."""
    lines = [re.split(r" {2,}", line) for line in table.splitlines()]
    for email, password, _ in lines:
        command = SignIn(email=email, password=password, origin="192.0.2.7")
        assert town.execute(command, by=platform("gateway"))
    return len(lines)


def test_everybody_of_the_demo_can_sign_in(town: Town, tmp_path: Path) -> None:
    demo.load(town.link)
    table = ensure(town.link, tmp_path)
    assert sign_in_all(town, table) == len(PEOPLE)
    assert {one.role for one in PEOPLE} >= {
        *(MSP_ROLES - {Role.ENGINEER}),
        Role.STAFF,
        Role.TECHNICIAN,
        Role.HEAD,
        Role.SLT_DIGITAL_LEAD,
        Role.DSL,
        Role.GOVERNOR,
        Role.DPO,
        Role.AUDITOR,
    }


def test_only_their_owner_reads_the_passwords_and_no_two_are_alike(
    town: Town, tmp_path: Path
) -> None:
    demo.load(town.link)
    table = ensure(town.link, tmp_path)
    path = tmp_path / FILE
    assert path.read_text() == table
    assert path.stat().st_mode & 0o777 == 0o600
    passwords = re.findall(r"\b(?:[a-z2-9]{4}-){3}[a-z2-9]{4}\b", table)
    assert len(set(passwords)) == len(PEOPLE)


def test_the_passwords_of_the_first_start_stay(town: Town, tmp_path: Path) -> None:
    demo.load(town.link)
    table = ensure(town.link, tmp_path)
    assert ensure(town.link, tmp_path) == table
    demo.load(town.link)


def test_a_first_start_that_was_cut_short_is_finished(
    town: Town, tmp_path: Path
) -> None:
    demo.load(town.link)
    ensure(town.link, tmp_path)
    (tmp_path / FILE).unlink()
    assert sign_in_all(town, ensure(town.link, tmp_path)) == len(PEOPLE)


def test_passwords_of_a_platform_that_is_gone_are_made_anew(
    town: Town, tmp_path: Path
) -> None:
    demo.load(town.link)
    (tmp_path / FILE).write_text("olu@msp.example  an-old-one  Olu (operator)\n")
    assert sign_in_all(town, ensure(town.link, tmp_path)) == len(PEOPLE)
