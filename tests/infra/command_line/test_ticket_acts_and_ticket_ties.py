"""Can an operator tie tickets together at a terminal, and untie them?"""

from __future__ import annotations

from tests.infra.command_line.desks import Desk


def shown(desk: Desk, ticket: str) -> str:
    """A ticket's page, its columns as near as words are."""
    return " ".join(desk.gets("tickets", "show", ticket).split())


def test_tickets_are_merged_each_with_its_result_and_the_merge_undone(
    desk: Desk,
) -> None:
    one, other, survivor = (desk.opens() for _ in range(3))
    told = desk.gets("tickets", "merge", one, other, "--into", survivor)
    assert told.splitlines() == [
        f"{one}: Merged, P4 low, unassigned, version 2",
        f"{other}: Merged, P4 low, unassigned, version 2",
    ]
    why = desk.is_told("tickets", "merge", one, "--into", survivor)
    assert "This ticket is merged into" in why
    assert f"Took in {one} " in shown(desk, survivor)
    undone = desk.gets("tickets", "unmerge", one)
    assert undone == f"{one}: Open, P4 low, unassigned, version 3\n"


def test_tickets_are_linked_and_unlinked(desk: Desk) -> None:
    ticket, project = desk.opens(), desk.opens()
    desk.gets("tickets", "link", ticket, "parent", project)
    assert f"Part of {project} " in shown(desk, ticket)
    desk.gets("tickets", "unlink", ticket, "parent", project)
    assert "Part of" not in shown(desk, ticket)


def test_nothing_is_split_off_where_nothing_was_written(desk: Desk) -> None:
    ticket = desk.opens()
    why = desk.is_told("tickets", "split", ticket, "The lamp")
    assert why == f"the school wrote nothing more about {ticket}"
