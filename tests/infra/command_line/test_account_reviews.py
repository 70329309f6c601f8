"""Can a person at a terminal see which schools have reviewed their accounts?"""

from __future__ import annotations

from contracts.access import Role
from tests.infra.command_line.desks import Desk
from tests.services.gateway.review_routes import begin_term, look_at_all
from tests.services.gateway.screens.pages import make_known
from tests.support.cast import ASHGROVE, PRIYA


def test_the_reviews_of_all_schools_and_of_one_are_shown(desk: Desk) -> None:
    make_known(desk.api, PRIYA, Role.STAFF, ASHGROVE)
    begin_term(desk.town)
    first, *others = desk.gets("people", "reviews").splitlines()
    assert first == "school\tstate\tterm\tdue by\tsigned"
    assert "Ashgrove Primary\tOpen\tSummer\t24/06/2026\tnot yet" in others
    assert "Beckfield Academy\tNo term\t\t\tnot yet" in others
    shown = desk.gets("people", "review", "Ashgrove")
    assert "Priya\tStaff\tnot looked at yet" in shown
    look_at_all(desk.town)
    shown = desk.gets("people", "review", "Ashgrove")
    assert "Priya\tStaff\tKeep" in shown
    assert "a program\tStaff\tKeep" in shown
