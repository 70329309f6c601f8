"""Is a near miss told at a terminal, a kind given, and a school year read?"""

from __future__ import annotations

from tests.infra.command_line.desks import Desk
from tests.support.cast import ASHGROVE, ASHGROVE_NAME

NEAR = (
    *("--school", ASHGROVE_NAME, "--nearly", "It was on all night."),
    *("--stopped", "The caretaker smelt it.", "--kind", "outage"),
    *("--name", "Priya", "--email", "priya@ashgrove.example"),
)


def test_a_near_miss_is_told_and_counted_beside_what_happened(desk: Desk) -> None:
    told = desk.gets("incidents", "near-miss", "The kiln nearly burnt", *NEAR)
    reference = told.strip()
    shown = desk.gets("tickets", "show", reference)
    assert "Near miss" in shown
    assert "Outage" in shown
    desk.gets("incidents", "kind", desk.opens(), "phishing")
    lines = desk.gets("incidents", "themes", "--school", ASHGROVE).splitlines()
    assert lines[0].split("\t") == [
        *("kind", "what", "Autumn", "Spring", "Summer"),
        *("this year", "the year before", "by this day"),
    ]
    assert [line.split("\t")[:2] for line in lines[1:]] == [
        ["Outage", "near misses"],
        ["Phishing", "incidents"],
        ["In all", "incidents"],
        ["In all", "near misses"],
    ]
    everywhere = desk.gets("incidents", "themes").splitlines()
    assert everywhere == lines


def test_what_a_review_ended_with_is_listed(desk: Desk) -> None:
    ticket = desk.opens()
    desk.gets("incidents", "declare", ticket, "All is down", "--lead", "Olu")
    desk.gets("incidents", "stand-down", ticket, "It is up again.")
    action = ("--action", "Buy a switch | Olu | 2026-06-07")
    said = ("--what-happened", "A", "--causes", "B", *action)
    desk.gets("incidents", "review", ticket, *said)
    last = desk.gets("incidents", "themes").splitlines()[-1]
    assert last.split("\t")[2:] == ["Buy a switch", "Olu", "07/06/2026", "late"]
    desk.gets("incidents", "done", ticket, 1)
    last = desk.gets("incidents", "themes").splitlines()[-1]
    assert "done 08/06/2026" in last


def test_a_kind_that_is_none_is_told_which_there_are(desk: Desk) -> None:
    told = desk.is_told("incidents", "kind", desk.opens(), "gremlins")
    assert "account_compromise" in told
    kinds = desk.gets("incidents", "kinds").splitlines()
    assert any(line.startswith("filter_bypass\t") for line in kinds)


def test_a_year_that_is_none_is_said_to_be_none(desk: Desk) -> None:
    told = desk.is_told("incidents", "themes", "--year", "2025")
    assert "2025-26" in told
