"""What does a file of establishment links from GIAS say, row by row?

The DfE publishes it daily as CSV in Latin-1: URN, LinkURN, LinkName, LinkType and
LinkEstablishedDate. A spreadsheet program may have saved it again as UTF-8.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from contracts.gias import GiasLink

if TYPE_CHECKING:
    from _csv import Reader

COLUMNS = ("URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate")

_URN = re.compile(r"[1-9][0-9]{5}")
_DAY = re.compile(r"(20\d\d)-?(\d\d)-?(\d\d)(?!\d)")
_LONGEST = {"LinkName": 200, "LinkType": 100}


class Broken(NamedTuple):
    """A row that does not fit, by the line it begins on, and why."""

    line: int
    why: str


class Unfit(Exception):
    """Nothing in the file fits: it is not such a file."""


@dataclass(frozen=True)
class GiasFile:
    """What a file says; `broken` are the rows that do not fit."""

    digest: str
    links: Sequence[GiasLink]
    broken: Sequence[Broken]


def read(content: bytes) -> GiasFile:
    """What the rows say that fit, and which do not; Unfit where none does."""
    reader = csv.reader(io.StringIO(_text(content), newline=""))
    places = _places(reader)
    links: list[GiasLink] = []
    broken: list[Broken] = []
    lines: dict[tuple[int, int], int] = {}
    for line, row in _rows(reader):
        try:
            link = _link(row, places)
            key = (link.urn, link.link_urn)
            if key in lines:
                raise ValueError(f"the link of line {lines[key]} again")
        except ValueError as error:
            broken.append(Broken(line, str(error)))
        else:
            lines[key] = line
            links.append(link)
    if not links:
        raise Unfit(_nothing_fits(broken))
    return GiasFile(sha256(content).hexdigest(), links, broken)


def dated_on(name: str) -> date | None:
    """The day that a file's name tells: links_edubasealldata20250422.csv and such."""
    match = _DAY.search(name)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _text(content: bytes) -> str:
    """Bytes that happen to be UTF-8 are UTF-8: in Latin-1 they would make no words."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _places(reader: Iterator[list[str]]) -> dict[str, int]:
    """Where each column stands; Unfit where one is missing."""
    try:
        heading = [name.strip() for name in next(reader, [])]
    except csv.Error as error:
        raise Unfit(f"it is no CSV: {error}") from error
    missing = [name for name in COLUMNS if name not in heading]
    if missing:
        raise Unfit(f"its first line does not name the columns {', '.join(missing)}")
    return {name: heading.index(name) for name in COLUMNS}


def _rows(reader: Reader) -> Iterator[tuple[int, list[str] | str]]:
    """Every row with the line it begins on; text where it cannot be read."""
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, f"it cannot be read: {error}"
            continue
        if row:
            yield line, row


def _link(row: list[str] | str, places: dict[str, int]) -> GiasLink:
    """What a row says; ValueError with the reason where it does not fit."""
    if isinstance(row, str):
        raise ValueError(row)
    if len(row) <= max(places.values()):
        raise ValueError(f"it has {len(row)} fields")
    told = {name: row[place].strip() for name, place in places.items()}
    for name, longest in _LONGEST.items():
        _check_words(name, told[name], longest)
    urn, link_urn = (_urn(name, told[name]) for name in ("URN", "LinkURN"))
    if urn == link_urn:
        raise ValueError(f"{urn} is linked to itself")
    return GiasLink(
        urn=urn,
        link_urn=link_urn,
        name=told["LinkName"],
        type=told["LinkType"],
        established_on=_day(told["LinkEstablishedDate"]),
    )


def _check_words(name: str, told: str, longest: int) -> None:
    if not told:
        raise ValueError(f"{name} is empty")
    if len(told) > longest:
        raise ValueError(f"{name} has {len(told)} characters")
    if not told.isprintable():
        raise ValueError(f"{name} has characters that are no text")


def _urn(name: str, told: str) -> int:
    if _URN.fullmatch(told) is None:
        raise ValueError(f"{name} {told[:20]!r} is not a URN")
    return int(told)


def _day(told: str) -> date | None:
    if not told:
        return None
    try:
        # A day of the calendar has no time zone.
        return datetime.strptime(told, "%d-%m-%Y").date()  # noqa: DTZ007
    except ValueError:
        raise ValueError(f"{told[:20]!r} is not a day such as 31-08-2021") from None


def _nothing_fits(broken: Sequence[Broken]) -> str:
    if not broken:
        return "it has no rows"
    line, why = broken[0]
    return f"none of its {len(broken)} rows fits; line {line}: {why}"
