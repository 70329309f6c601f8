"""What does a file of establishment links from GIAS say, row by row?"""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest

from contracts.gias import GiasLink
from infra.demo_register import GIAS_LINKS
from infra.gias_links import Unfit, dated_on, read

HEADING = "URN,LinkURN,LinkName,LinkType,LinkEstablishedDate\r\n"
GOOD = "100001,100002,Ashgrove Primary,Successor,31-08-2021\r\n"
LINK = GiasLink(
    urn=100_001,
    link_urn=100_002,
    name="Ashgrove Primary",
    type="Successor",
    established_on=date(2021, 8, 31),
)


def test_the_cut_of_the_real_file_is_read_but_for_the_row_that_was_broken() -> None:
    content = GIAS_LINKS.read_bytes()
    found = read(content)
    assert found.digest == sha256(content).hexdigest()
    (broken,) = found.broken
    assert broken == (21, "LinkURN '14955X' is not a URN")
    lines = content.decode("latin-1").splitlines()
    assert "MADE BROKEN BY HAND" in lines[broken.line - 1]
    assert len(found.links) == len(lines) - 2


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8-sig", "utf-8"])
def test_names_are_read_right_in_every_encoding_that_comes(encoding: str) -> None:
    row = "126416,149557,St Thomas à Becket 82°,Successor,\r\n"
    (link,) = read((HEADING + row).encode(encoding)).links
    assert link.name == "St Thomas à Becket 82°"
    assert link.established_on is None


def test_columns_are_found_by_name_in_any_order() -> None:
    content = (
        "LinkType,Other,LinkEstablishedDate,LinkName,LinkURN,URN\n"
        "Successor,x,31-08-2021,Ashgrove Primary,100002,100001\n"
    )
    assert read(content.encode()).links == [LINK]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("10000,100002,Ashgrove,Successor,", "URN '10000' is not a URN"),
        ("100001,1e5,Ashgrove,Successor,", "LinkURN '1e5' is not a URN"),
        ("100001,١٠٠٠٠٢,Ashgrove,Successor,", "is not a URN"),
        ("100001,100001,Ashgrove,Successor,", "100001 is linked to itself"),
        ("100001,100002, ,Successor,", "LinkName is empty"),
        ("100001,100002,Ashgrove,,", "LinkType is empty"),
        (f"100001,100002,{'a' * 201},Successor,", "LinkName has 201 characters"),
        ("100001,100002,Ash\x00grove,Successor,", "LinkName has characters that are"),
        ("100001,100002,Ashgrove,Successor,2021-08-31", "is not a day such as"),
        ("100001,100002,Ashgrove,Successor,31-02-2021", "is not a day such as"),
        ("100001,100002", "it has 2 fields"),
        ("100001,100002,Ashgrove Primary,Predecessor,", "the link of line 2 again"),
        (f'100003,100004,"{"a" * 140_000}",Successor,', "it cannot be read"),
    ],
)
def test_a_row_that_does_not_fit_is_told_and_the_rest_goes_on(
    row: str, why: str
) -> None:
    after = GOOD.replace("100001", "100009")
    found = read((HEADING + GOOD + row + "\r\n" + after).encode())
    (broken,) = found.broken
    assert broken.line == 3
    assert why in broken.why
    assert [link.urn for link in found.links] == [100_001, 100_009]


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    two_lines = '100003,100004,"Ash\ngrove",Successor,\r\n'
    found = read((HEADING + two_lines + "\r\n" + GOOD + "x\r\n").encode())
    assert [line for line, _ in found.broken] == [2, 6]
    assert found.links == [LINK]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "does not name the columns URN, LinkURN"),
        (b"URN,LinkURN,LinkName,LinkType\n1,2,3,4\n", "columns LinkEstablishedDate"),
        (HEADING.encode(), "it has no rows"),
        ((HEADING + "x\n").encode(), "none of its 1 rows fits; line 2: it has 1 fi"),
        (bytes(range(256)) * 4_000, "does not name the columns"),
        (b'"' + b"a" * 200_000, "it is no CSV"),
        (b"\xef\xbb\xbf\xff\xfe", "does not name the columns"),
    ],
)
def test_a_file_in_which_nothing_fits_is_none(content: bytes, why: str) -> None:
    with pytest.raises(Unfit, match=why):
        read(content)


def test_a_hundred_thousand_rows_are_read_and_each_broken_one_told() -> None:
    rows = (
        f"{100_000 + n},{900_001 if n % 10 else 'x'},School {n},Successor,01-09-2020\n"
        for n in range(100_000)
    )
    found = read((HEADING + "".join(rows)).encode())
    assert (len(found.links), len(found.broken)) == (90_000, 10_000)
    assert found.broken[-1].line == 99_992


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("links_edubasealldata20250422.csv", date(2025, 4, 22)),
        ("gias-links-2025-04-22.csv", date(2025, 4, 22)),
        ("links-20259999.csv", None),
        ("links.csv", None),
    ],
)
def test_a_file_is_dated_where_its_name_tells_a_day(
    name: str, day: date | None
) -> None:
    assert dated_on(name) == day
