"""Which days does a table have, under whichever headings?"""

from __future__ import annotations

from datetime import date

import pytest

from services.gateway.calendar_csv import read
from services.gateway.calendar_entries import Entry, Left, What
from tests.services.gateway.calendar_texts import TABLE, WITH_FAULTS

FIRST = date(2026, 9, 1)


def test_rows_are_read_under_our_own_headings() -> None:
    assert [*read(TABLE)] == [
        Entry(2, FIRST, date(2026, 12, 18), What.TERM, "Autumn term"),
        Entry(3, date(2026, 10, 26), date(2026, 10, 30), What.HALF_TERM, "half term"),
        Entry(4, FIRST, FIRST, What.INSET, "Safeguarding"),
        Entry(5, date(2027, 1, 11), date(2027, 1, 22), What.EXAMS, "Mocks"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "Subject,Start Date,End Date,All Day Event\nINSET,01/09/2026,01/09/2026,True",
        "\ufeffdate,label\r\n2026-09-01,INSET\r\n",
        'Event,From,To\n\n"INSET",1.9.2026,\n',
        "type,start\nINSET,1/9/2026",
    ],
)
def test_rows_are_read_under_the_headings_of_others(table: str) -> None:
    [entry] = read(table)
    assert isinstance(entry, Entry)
    assert entry[1:] == (FIRST, FIRST, What.INSET, "INSET")


def test_the_tables_that_the_terminal_takes_are_read_too() -> None:
    terms = (
        "name,from,until,half term from,half term until\n"
        "Michaelmas,01/09/2026,18/12/2026,26/10/2026,30/10/2026\n"
        "Lent,04/01/2027,25/03/2027,,\n"
    )
    assert [entry[2:4] for entry in read(terms)] == [
        (date(2026, 12, 18), What.TERM),
        (date(2026, 10, 30), What.HALF_TERM),
        (date(2027, 3, 25), What.TERM),
    ]
    [snow] = read("from,until,kind,reason\n12/01/2027,,emergency,Snow")
    assert snow[3:] == (What.EMERGENCY, "Snow")


def test_a_row_that_is_wrong_takes_no_other_with_it() -> None:
    found = [*read(WITH_FAULTS)]
    assert len([one for one in found if isinstance(one, Entry)]) == 4
    assert [one for one in found if isinstance(one, Left)] == [
        Left(6, "Fruit day", "the kind of it is not known"),
        Left(7, "Polling day", "'31/02/2027' is not a day such as 01/09/2026"),
        Left(
            8,
            "Christmas fair",
            "what it is cannot be told from its words",
            wrong=False,
        ),
    ]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("term,Autumn,18/12/2026,01/09/2026", "it ends before it begins"),
        ("term,Autumn,,18/12/2026", "'' is not a day such as 01/09/2026"),
        ("term", "'' is not a day such as 01/09/2026"),
        ("term,Autumn,12/31/2026,", "'12/31/2026' is not a day such as 01/09/2026"),
    ],
)
def test_each_row_says_what_is_wrong_with_it(row: str, why: str) -> None:
    [left] = read(f"kind,name,from,until\n{row}\n")
    assert isinstance(left, Left)
    assert (left.line, left.why, left.wrong) == (2, why, True)


def test_a_half_term_that_ends_before_it_begins_is_told() -> None:
    [left] = read(
        "name,from,until,half term from,half term until\n"
        "Autumn,01/09/2026,18/12/2026,30/10/2026,26/10/2026\n"
    )
    assert isinstance(left, Left)
    assert left.why == "its half term ends before it begins"


@pytest.mark.parametrize("text", ["", "Dear all,\nhere are our terms", "a;b;c\n1;2;3"])
def test_what_is_no_table_is_told_by_its_first_line(text: str) -> None:
    [left] = read(text)
    assert isinstance(left, Left)
    assert left.line == 1
    assert "kind, name, from and until" in left.why


def test_a_cell_that_no_program_writes_ends_the_table_with_a_word() -> None:
    found = [*read("kind,name,from\ninset,x,01/09/2026\n" + "x" * 140_000)]
    assert isinstance(found[0], Entry)
    assert isinstance(found[1], Left)
    assert "cannot be read" in found[1].why
