"""How are a term, a closure and exams written on a line or in a file, and read?"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from contracts.values import ClosureKind
from infra.command_line.client import Json
from infra.command_line.days import day_of, days_of, written_days
from infra.command_line.options import Unclear, fail

TERM = "Autumn term, 01/09/2026..18/12/2026, 26/10/2026..30/10/2026"
EXAMS = "GCSE, 10/05/2027..25/06/2027"
INSPECTION = "24/11/2026..25/11/2026, Ofsted"
CLOSURE = "emergency 12/01/2027..13/01/2027, Snow"

_KINDS = {kind.value: kind.value for kind in ClosureKind}


def term_of(line: str) -> Json:
    """A term by its name, its days and the days of its half term, if it has one."""
    name, *days = (part.strip() for part in line.split(","))
    if not name or not 1 <= len(days) <= 2:  # and its half term
        raise Unclear(f"{line!r} is not such as {TERM!r}")
    first, last = days_of(days[0])
    half = days_of(days[1]) if days[1:] else (None, None)
    return _term(name, first, last, *half)


def written_term(term: Json) -> str:
    """A term as it may be written again."""
    parts = [term["name"], written_days(term["from_on"], term["until_on"])]
    if term["half_term_from"]:
        half = (term["half_term_from"], term["half_term_until"])
        parts.append(written_days(*half))
    return ", ".join(parts)


def closure_of(line: str) -> Json:
    """A closure or an INSET day by its kind, its days and why."""
    told, _, reason = line.partition(",")
    kind, _, days = told.strip().partition(" ")
    if kind.lower() not in _KINDS or not days or not reason.strip():
        raise Unclear(f"{line!r} is not such as {CLOSURE!r}")
    first, last = days_of(days)
    return _closure(first, last, kind, reason)


def written_closure(closure: Json) -> str:
    """A closure as it may be written again."""
    days = written_days(closure["from_on"], closure["until_on"])
    return f"{closure['kind']} {days}, {closure['reason']}"


def exams_of(line: str) -> Json:
    """Exams by their name and their days."""
    name, _, days = (part.strip() for part in line.rpartition(","))
    if not name:
        raise Unclear(f"{line!r} is not such as {EXAMS!r}")
    return _exams(name, *days_of(days))


def written_exams(exams: Json) -> str:
    """Exams as they may be written again."""
    return f"{exams['name']}, {written_days(exams['from_on'], exams['until_on'])}"


def inspection_of(line: str) -> Json:
    """An inspection by its days and its name."""
    days, _, name = line.partition(",")
    if not name.strip():
        raise Unclear(f"{line!r} is not such as {INSPECTION!r}")
    first, last = days_of(days.strip())
    return {"from_on": first, "until_on": last, "name": name.strip()}


def written_inspection(inspection: Json) -> str:
    """An inspection as it may be written again."""
    days = written_days(inspection["from_on"], inspection["until_on"])
    return f"{days}, {inspection['name']}"


def terms_from(file: Path) -> list[Json]:
    """The terms in a CSV file: name, from, until, half term from, half term until."""
    return _rows(file, ("name", "from", "until"), _term_of_row)


def closures_from(file: Path) -> list[Json]:
    """The closures in a CSV file: from, until, kind, reason."""
    return _rows(file, ("from", "kind", "reason"), _closure_of_row)


def exams_from(file: Path) -> list[Json]:
    """The exams in a CSV file: name, from, until."""
    return _rows(file, ("name", "from"), _exams_of_row)


def _term_of_row(row: dict[str, str]) -> Json:
    half = [row.get(f"half term {end}") for end in ("from", "until")]
    days = [day_of(day) if day else None for day in half]
    return _term(row["name"], day_of(row["from"]), day_of(row["until"]), *days)


def _closure_of_row(row: dict[str, str]) -> Json:
    if row["kind"].lower() not in _KINDS:
        raise Unclear(f"{row['kind']!r} is none of {', '.join(_KINDS)}")
    first = day_of(row["from"])
    last = day_of(row["until"]) if row.get("until") else first
    return _closure(first, last, row["kind"], row["reason"])


def _exams_of_row(row: dict[str, str]) -> Json:
    first = day_of(row["from"])
    last = day_of(row["until"]) if row.get("until") else first
    return _exams(row["name"], first, last)


def _exams(name: str, first: str, last: str) -> Json:
    return {"name": name, "from_on": first, "until_on": last}


def _term(name: str, first: str, last: str, *half: str | None) -> Json:
    begins, ends = half
    return {
        "name": name,
        "from_on": first,
        "until_on": last,
        "half_term_from": begins,
        "half_term_until": ends,
    }


def _closure(first: str, last: str, kind: str, reason: str) -> Json:
    days = {"from_on": first, "until_on": last}
    return days | {"kind": kind.lower(), "reason": reason.strip()}


def _rows(
    file: Path, needed: tuple[str, ...], read: Callable[[dict[str, str]], Json]
) -> list[Json]:
    """What each row says; it ends with the line that cannot be read."""
    try:
        with file.open(newline="", encoding="utf-8-sig") as opened:
            return [*_read(csv.reader(opened), needed, read)]
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not text in UTF-8"
        fail(f"{file} cannot be read: {why}", os.EX_NOINPUT)
    except csv.Error as error:
        fail(f"{file} cannot be read: {error}", os.EX_DATAERR)


def _read(
    rows: Iterator[list[str]],
    needed: tuple[str, ...],
    read: Callable[[dict[str, str]], Json],
) -> Iterator[Json]:
    heading = [name.strip().lower() for name in next(rows, [])]
    missing = [name for name in needed if name not in heading]
    if missing:
        raise Unclear(f"its first line names no column {missing[0]!r}")
    for number, row in enumerate(rows, start=2):
        said = dict(zip(heading, map(str.strip, row), strict=False))
        if not any(said.values()):
            continue
        try:
            if any(not said.get(name) for name in needed):
                raise Unclear(f"{', '.join(needed)} are needed")
            yield read(said)
        except Unclear as unclear:
            raise Unclear(f"line {number}: {unclear}") from None
