"""Can a person at a terminal say how a school looks?"""

from __future__ import annotations

from tests.infra.command_line.desks import Desk


def test_a_look_is_shown_and_changed_in_part(desk: Desk) -> None:
    place = ("schools", "look", "ashgrove")
    plain = "name    Ashgrove Primary\ncolour  none of its own\n"
    assert desk.gets(*place) == plain
    named = desk.gets(*place, "--name", "Ashgrove")
    assert named == "name    Ashgrove\ncolour  none of its own\n"
    coloured = desk.gets(*place, "--colour", "#7A1F3D")
    assert coloured == "name    Ashgrove\ncolour  #7a1f3d\n"
    assert desk.gets(*place) == coloured
    assert desk.gets(*place, "--colour", "", "--name", "") == plain


def test_a_colour_on_which_white_is_not_read_is_told(desk: Desk) -> None:
    why = desk.is_told("schools", "look", "ashgrove", "--colour", "#ffcc00")
    assert "1.51:1" in why
