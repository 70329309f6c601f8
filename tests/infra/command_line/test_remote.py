"""Is it told at a terminal who is on a device from afar, and what a school allows?"""

from __future__ import annotations

from contracts.access import Role
from tests.infra.command_line.desks import Desk
from tests.support.cast import ASHGROVE, ASHGROVE_NAME

SCHOOL = ("--school", ASHGROVE_NAME)
ON = ("--device", "Laptop of 4B", "--tool", "Quick Assist")
AGREED = ("--agreed-by", "Priya", "--agreed", "phone")


def test_a_session_is_opened_recorded_and_closed(desk: Desk) -> None:
    ticket = desk.opens()
    given = (ticket, "The driver of the projector", *ON, *AGREED)
    session = desk.gets("remote", "open", *given).strip()
    desk.gets("remote", "record", session, "A new driver.", *SCHOOL)
    [line] = desk.gets("remote", "list", "--ticket", ticket).splitlines()[1:]
    assert line.split("\t")[1:] == [
        *(ticket, "Laptop of 4B", "The driver of the projector", "Priya, phone"),
        *("open", "A new driver.", session),
    ]
    desk.api.town.clock.advance(hours=5)
    assert "open for more than four hours" in desk.gets("remote", "list", *SCHOOL)
    desk.gets("remote", "close", session, *SCHOOL)
    assert "closed 08/06/2026 14:00" in desk.gets("remote", "list", *SCHOOL)


def test_without_consent_none_is_opened(desk: Desk) -> None:
    told = desk.is_told("remote", "open", desk.opens(), "The driver", *ON)
    assert "needs the consent" in told
    alone = ("The driver", *ON, "--unattended")
    told = desk.is_told("remote", "open", desk.opens(), *alone)
    assert "does not agree to sessions" in told


def test_who_signs_for_a_school_agrees_and_agrees_no_longer(desk: Desk) -> None:
    given = ("--until", "31/07/2026", "--devices", "The servers")
    assert desk.is_told("remote", "consent", ASHGROVE, *given)
    assert "does not agree" in desk.gets("remote", "consent", ASHGROVE)
    head = ("--token", desk.api.program(Role.HEAD, ASHGROVE).token)
    told = desk.gets("remote", "consent", ASHGROVE, *given, *head)
    assert "agrees until 31/07/2026: The servers" in told
    told = desk.gets("remote", "consent", ASHGROVE, "--end", *head)
    assert "does not agree" in told


def test_what_is_half_said_is_asked_for(desk: Desk) -> None:
    assert "--school or --ticket" in desk.is_told("remote", "list")
    half = ("--until", "31/07/2026")
    assert "--devices" in desk.is_told("remote", "consent", ASHGROVE, *half)
