"""Is a program let in and shut out from a terminal?"""

from __future__ import annotations

import re

from tests.infra.command_line.desks import Desk
from tests.support.cast import BECKFIELD


def test_a_token_is_printed_alone_and_lets_in_until_it_is_revoked(desk: Desk) -> None:
    made = desk.types("token", "create", "--role", "operator", "--days", 2)
    token = made.stdout.strip()
    assert re.fullmatch(r"ct_[\w-]{43}", token)
    told = re.fullmatch(r"Token (\S+) counts until 10/06/2026 09:00\.\n", made.stderr)
    assert told is not None
    assert desk.types("schools", "list", "--token", token).exit_code == 0
    assert desk.types("token", "revoke", told[1]).exit_code == 0
    assert "token" in desk.is_told("schools", "list", "--token", token)


def test_a_token_of_a_school_sees_that_school(desk: Desk) -> None:
    words = ("token", "create", "--role", "staff", "--school", "beckfield")
    made = desk.types(*words)
    token = made.stdout.strip()
    listed = desk.gets("schools", "list", "--token", token).splitlines()
    assert [line.split("\t")[0] for line in listed] == ["name", "Beckfield Academy"]
    token_id = made.stderr.split()[1]
    assert "no such token" in desk.is_told("token", "revoke", token_id)
    desk.gets("token", "revoke", token_id, "--school", BECKFIELD)


def test_a_role_that_nobody_has_is_told_with_those_that_are(desk: Desk) -> None:
    why = desk.is_told("token", "create", "--role", "headmaster")
    assert why.startswith("Some fields are not right: role: Must be one of: operator")
    assert "say at which" in desk.is_told("token", "create", "--role", "staff")
