"""Is it shown at a terminal who answered first, by role?"""

from __future__ import annotations

from tests.infra.command_line.desks import Desk
from tests.support.cast import ASHGROVE, ASHGROVE_NAME


def test_first_replies_are_shown_by_role(desk: Desk) -> None:
    ask = ("tickets", "first-replies", "--school", ASHGROVE)
    before = desk.gets(*ask).splitlines()
    ticket = desk.opens()
    desk.gets("tickets", "reply", ticket, stdin="We are on our way.\n")
    [line] = {*desk.gets(*ask).splitlines()} - {*before}
    school, role, requests, half, most = line.split("\t")
    assert school == ASHGROVE_NAME
    assert role == "Msp administrator"
    assert int(requests) >= 1
    assert int(half) <= int(most)
    assert len(desk.gets(*ask, "--month", "2026-05").splitlines()) == 1
    assert "month" in desk.is_told("tickets", "first-replies", "--month", "2026-13")
