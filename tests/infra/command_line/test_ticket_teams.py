"""Is a ticket handed over at a terminal, with what is known and what is next?"""

from __future__ import annotations

from tests.infra.command_line.desks import Desk
from tests.services.gateway.team_routes import TEAM
from tests.support.cast import ASHGROVE

NOTE = ("--known", "The tray is new.", "--next", "Look at the drum.")


def printing(desk: Desk) -> str:
    """A ticket about printing, while the desk has a team for it."""
    member = {"actor": "olu", "skills": ["print-service"]}
    team = {"team_id": str(TEAM), "name": "Networks", "members": [member]}
    desk.api.administrator.put("/teams", {"teams": [team]})
    ticket = desk.api.olu.opens(ASHGROVE, service="print-service")
    reference: str = desk.api.olu.sees(ticket)["reference"]
    return reference


def test_a_ticket_is_handed_over_to_who_is_good_at_it(desk: Desk) -> None:
    ticket = printing(desk)
    assert "olu\tNetworks\tprint-service\t0" in desk.gets("tickets", "who", ticket)
    desk.gets("tickets", "hand-over", ticket, *NOTE, "--team", "networks")
    shown = desk.gets("tickets", "show", ticket)
    assert "The tray is new." in shown
    assert "Look at the drum." in shown
    desk.gets("tickets", "hand-over", ticket, *NOTE, "--to", "olu")
    assert "olu" in desk.gets("tickets", "show", ticket)


def test_a_team_that_nobody_has_is_said_to_be_none(desk: Desk) -> None:
    given = (printing(desk), *NOTE, "--team", "kilns")
    told = desk.is_told("tickets", "hand-over", *given)
    assert "a team called 'kilns'" in told


def test_a_note_that_says_nothing_is_refused(desk: Desk) -> None:
    given = (printing(desk), "--known", " ", "--next", " ", "--to", "olu")
    assert "known" in desk.is_told("tickets", "hand-over", *given)


def test_the_time_that_work_took_is_recorded(desk: Desk) -> None:
    ticket = printing(desk)
    took = ("--on", "08/06/2026", "--kind", "on_site", "--note", "A new tray.")
    assert "45 min in all" in desk.gets("tickets", "time", ticket, "45", *took)
    assert "60 min in all" in desk.gets("tickets", "time", ticket, "15", *took)
    tomorrow = ("15", "--on", "2026-06-09")
    assert "on" in desk.is_told("tickets", "time", ticket, *tomorrow)
