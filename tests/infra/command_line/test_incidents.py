"""Can a person at a terminal lead a major incident, and review it?"""

from __future__ import annotations

from infra.command_line.incidents import ACTION
from tests.infra.command_line.desks import Desk


def test_a_major_incident_is_led_from_declaring_to_closing_it(desk: Desk) -> None:
    ticket = desk.opens()
    desk.gets("incidents", "declare", ticket, "All is down", "--lead", "Olu")
    shown = desk.gets("tickets", "show", ticket)
    assert "Running, led by Olu, next update due" in shown
    desk.gets("incidents", "lead", ticket, "Zoe")
    desk.gets("incidents", "update", ticket, "A switch is dead.")
    desk.gets("incidents", "note", ticket, "It is number 3.")
    assert "Review it first" not in desk.gets("tickets", "show", ticket)
    desk.gets("incidents", "stand-down", ticket, "It is up again.")
    assert "Review it first" in desk.is_told("incidents", "close", ticket)
    said = ("--what-happened", "A switch died", "--causes", "Age", "--action", ACTION)
    desk.gets("incidents", "review", ticket, *said)
    desk.gets("incidents", "done", ticket, 1)
    desk.gets("incidents", "close", ticket)
    assert "Closed, led by Zoe" in desk.gets("tickets", "show", ticket)


def test_what_is_no_action_is_said_to_be_none(desk: Desk) -> None:
    said = ("--what-happened", "A", "--causes", "B", "--action", "Buy a switch")
    told = desk.is_told("incidents", "review", desk.opens(), *said)
    assert "is not an action such as" in told


def test_what_is_reported_outside_is_begun_listed_and_recorded(desk: Desk) -> None:
    ticket = desk.opens()
    assert "is reported" in desk.is_told("incidents", "reports", ticket)
    aware = ("--aware-at", "08/06/2020 09:00", "--personal-data")
    desk.gets("incidents", "begin", ticket, *aware)
    desk.api.town.settle()
    ico = desk.gets("incidents", "reports", ticket).splitlines()[2]
    assert ico.split("\t")[::2] == ["ico", "To report", ""]
    assert ico.split("\t")[3] == "11/06/2020 09:00"
    at = ("--at", "09/06/2020 10:00")
    desk.gets("incidents", "reported", ticket, "ico", "IC-1", *at)
    desk.gets("incidents", "not-needed", ticket, "insurer", "There is none")
    desk.gets("incidents", "governors", ticket, "--who", "A", "--how", "B", *at)
    lines = desk.gets("incidents", "reports", ticket).splitlines()
    assert lines[1].endswith("There is none")
    assert lines[2].endswith("IC-1")
