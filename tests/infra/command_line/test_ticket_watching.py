"""Is somebody told of a ticket, and told no longer, by what is typed at a terminal?"""

from __future__ import annotations

from tests.infra.command_line.desks import Desk
from tests.services.gateway.watching_routes import SAM, SAMS_ADDRESS, colleague


def asked(desk: Desk) -> str:
    """A ticket of a school that has somebody besides who asked."""
    colleague(desk.town)
    reference: str = desk.api.olu.sees(desk.api.olu.opens())["reference"]
    return reference


def test_somebody_watches_and_is_told_no_longer(desk: Desk) -> None:
    ticket = asked(desk)
    assert "1 person watches it" in desk.gets("tickets", "watch", ticket, "Sam Adeyemi")
    shown = desk.gets("tickets", "watchers", ticket)
    assert f"{SAMS_ADDRESS}\tschool\t{SAM}" in shown
    assert "0 watch it" in desk.gets("tickets", "unwatch", ticket, SAMS_ADDRESS)


def test_who_is_not_known_or_does_not_watch_is_said_so(desk: Desk) -> None:
    ticket = asked(desk)
    assert "who" in desk.is_told("tickets", "watch", ticket, "Nobody")
    assert "nobody who watches" in desk.is_told("tickets", "unwatch", ticket, "Sam")
