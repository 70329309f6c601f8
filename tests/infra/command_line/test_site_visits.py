"""Are visits planned at a terminal, and is it recorded what became of them?"""

from __future__ import annotations

from tests.infra.command_line.desks import Desk
from tests.support.cast import ASHGROVE, ASHGROVE_NAME

SCHOOL = ("--school", ASHGROVE_NAME)
WEEK = ("--since", "08/06/2026 00:00", "--until", "15/06/2026 00:00")


def at(day: int, first: str = "10:00", last: str = "11:00") -> tuple[str, ...]:
    return (
        *("--starts", f"{day:02}/06/2026 {first}"),
        *("--ends", f"{day:02}/06/2026 {last}"),
        *("--who", "olu"),
    )


def planned(desk: Desk, day: int = 9) -> str:
    """A visit for a ticket of Priya's; its id."""
    given = (*SCHOOL, *at(day), "--ticket", desk.opens())
    told = desk.gets("visits", "plan", "A new drum for the printer", *given)
    return told.partition(":")[0]


def test_a_visit_is_planned_moved_and_recorded(desk: Desk) -> None:
    visit = planned(desk)
    [line] = desk.gets("visits", "list", *WEEK).splitlines()[1:]
    assert line.split("\t") == [
        *("09/06/2026 10:00", "09/06/2026 11:00", ASHGROVE_NAME, "olu"),
        *("Planned", "A new drum for the printer", visit),
    ]
    told = desk.gets("visits", "move", visit, "The drum is late", *SCHOOL, *at(8))
    assert "08/06/2026 10:00 to 08/06/2026 11:00" in told
    desk.api.town.clock.advance(hours=3)
    came = ("--arrived", "08/06/2026 10:05", "--left", "08/06/2026 10:50")
    done = ("A new drum is in.", *SCHOOL, *came, "--signed-by", "Priya")
    assert "Done" in desk.gets("visits", "record", visit, *done)
    shown = desk.api.olu.get(f"/schools/{ASHGROVE}/site-visits/{visit}").json
    assert shown["visit"]["signed_by"] == "Priya"  # type: ignore[index]


def test_a_visit_is_cancelled_or_nobody_came(desk: Desk) -> None:
    cancelled, missed = planned(desk), planned(desk, 8)
    told = desk.gets("visits", "cancel", cancelled, "It works again", *SCHOOL)
    assert "Cancelled" in told
    desk.api.town.clock.advance(hours=3)
    assert "Missed" in desk.gets("visits", "missed", missed, "The van broke", *SCHOOL)
    listed = desk.gets("visits", "list", *WEEK, *SCHOOL)
    assert cancelled in listed
    assert missed in listed
    assert desk.is_told("visits", "cancel", cancelled, "Again", *SCHOOL)
