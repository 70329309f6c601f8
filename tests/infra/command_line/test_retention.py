"""Is it said at a terminal how long a school keeps what, and what is erased?"""

from __future__ import annotations

import pytest

from contracts.access import Role
from services.intake.retention.erasing import erase_records
from tests.infra.command_line.desks import Desk
from tests.services.gateway.retention_routes import DIGEST, HOLD, LIST, long_done
from tests.support.cast import ASHGROVE, PRIYA

KEEP = ("retention", "keep", ASHGROVE, "mail")
HOLDS = ("retention", "hold", ASHGROVE, "--reason", "A claim")


@pytest.fixture(scope="module")
def head(desk: Desk) -> tuple[str, str]:
    """How the head is who types, where two tickets are due and mail is held."""
    long_done(desk.town)
    return "--token", desk.api.program(Role.HEAD, ASHGROVE).token


def test_what_is_due_is_listed_read_and_approved(
    desk: Desk, head: tuple[str, str]
) -> None:
    shown = desk.gets("retention", "show", ASHGROVE)
    assert "tickets\t24 months\t2\t" in shown
    assert "held: unused_mail: A dispute." in shown
    assert f"list {LIST}: 2 of tickets, Drawn up" in shown
    drawn = desk.types("retention", "list", ASHGROVE, "tickets", *head)
    assert drawn.stdout.count("The kiln will not light") == 2
    assert "digest" in drawn.stderr
    which = (ASHGROVE, LIST)
    assert "The kiln" in desk.gets("retention", "read", *which, *head)
    assert "not the list" in desk.is_told(
        "retention", "approve", *which, "0" * 64, *head
    )
    told = desk.gets("retention", "approve", *which, DIGEST, *head)
    assert told.count("[forgotten]") == 2
    erase_records(desk.town.applications["intake"])
    assert f"list {LIST}: 2 of tickets, Erased" in desk.gets(
        "retention", "show", ASHGROVE
    )


def test_the_msp_holds_and_does_not_lift(desk: Desk, head: tuple[str, str]) -> None:
    ticket = desk.opens()
    for named in (
        ("--ticket", ticket),
        ("--person", PRIYA.email),
        ("--class", "ratings"),
        ("--everything", "--until", "30/06/2026"),
    ):
        assert desk.gets(*HOLDS, *named)
    shown = desk.gets("retention", "show", ASHGROVE)
    for what in (ticket, PRIYA.email, "ratings", "everything"):
        assert f"held: {what}: A claim" in shown
    lift = ("retention", "lift", ASHGROVE, HOLD, "--reason", "It is settled")
    assert "does not allow" in desk.is_told(*lift)
    assert "A dispute." not in desk.gets(*lift, *head)


def test_a_hold_is_on_one_thing(desk: Desk) -> None:
    for named in ((), ("--everything", "--class", "mail")):
        assert "hold one" in desk.is_told(*HOLDS, *named)


def test_how_long_is_set_and_set_back(desk: Desk, head: tuple[str, str]) -> None:
    told = desk.gets(*KEEP, 6, "--reason", "No longer.", *head)
    assert "mail\t6 months (own)" in told
    assert "mail\t12 months\t" in desk.gets(*KEEP, *head)
    for wrong in ((6,), ("--reason", "A")):
        assert "--reason" in desk.is_told(*KEEP, *wrong, *head)
