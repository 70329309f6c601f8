"""Is it told at a terminal who joins, moves or leaves, and what of it is done?"""

from __future__ import annotations

from tests.infra.command_line.desks import Desk

ASKS = ("--requester-name", "Mr Office", "--requester-email", "o@ashgrove.example")


def leaver(desk: Desk) -> str:
    about = ("--school", "Ashgrove", "--person", "Sam Okafor", "--role", "Teacher")
    when = ("--on", "12/06/2026", "--kit", "Laptop 17")
    told = desk.gets("tickets", "staff-change", "leaver", *about, *when, *ASKS)
    return told.strip()


def test_a_leaver_is_told_and_each_action_is_marked(desk: Desk) -> None:
    ticket = leaver(desk)
    shown = desk.gets("tickets", "show", ticket)
    assert "Sam Okafor, 2026-06-12" in shown
    assert "Open: Free their licences" in shown
    desk.gets("tickets", "mark", ticket, "licences", "done")
    noted = ("not_needed", "--note", "Was in none")
    desk.gets("tickets", "mark", ticket, "groups", *noted)
    shown = desk.gets("tickets", "show", ticket)
    assert "Done: Free their licences" in shown
    assert "(Was in none)" in shown


def test_what_is_open_is_named_to_who_resolves_it(desk: Desk) -> None:
    ticket = leaver(desk)
    assert "Still to be done" in desk.is_told("tickets", "resolve", ticket, "Done.")


def test_another_day_is_another_moment(desk: Desk) -> None:
    ticket = leaver(desk)
    desk.api.town.settle()
    name = "End a leaver's access"
    assert name in desk.gets("tickets", "show", ticket)
    desk.gets("tickets", "staff-day", ticket, "2026-07-17")
    desk.api.town.settle()
    assert "due 18/07/2026" in desk.gets("tickets", "show", ticket)
