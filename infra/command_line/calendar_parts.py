"""How is a part of a school's year set, by lines, from a file or as nothing?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from infra.command_line import calendar_lines
from infra.command_line.client import Client, Json
from infra.command_line.days import day_of
from infra.command_line.finding import school_of
from infra.command_line.options import Unclear


class Said(NamedTuple):
    """What is said of a part: lines, first days of what is none, a file, or nothing."""

    given: tuple[str, ...]
    gone: tuple[str, ...]
    file: Path | None
    none: bool


class Part(NamedTuple):
    """A part of the year: its name, what one of it is called, and how it is read."""

    name: str
    noun: str
    of_line: Callable[[str], Json]
    from_file: Callable[[Path], list[Json]]


CLOSURES = Part(
    "closures", "closure", calendar_lines.closure_of, calendar_lines.closures_from
)
EXAMS = Part("exams", "exams", calendar_lines.exams_of, calendar_lines.exams_from)


def set_part(platform: Client, school: str, part: Part, said: Said) -> Json:
    """The school, with the part as it is said; where nothing is, as it is known."""
    one_of((*said.given, *said.gone), said.file, said.none)
    school_id = school_of(platform, school)
    known = platform.get("schools", school_id)
    if not any(said):
        return known
    whole = said.file or said.none
    kept = [] if whole else without(known[part.name], said.gone, part.noun)
    lines = [part.of_line(line) for line in said.given]
    if said.file is not None:
        lines = part.from_file(said.file)
    body = {part.name: kept + lines, "version": known["version"]}
    return platform.put("schools", school_id, part.name, body=body)


def one_of(lines: tuple[str, ...], file: Path | None, none: bool) -> None:
    if [bool(lines), file is not None, none].count(True) > 1:
        raise Unclear("say it line by line, or by --file, or --none")


def without(known: list[Json], gone: tuple[str, ...], noun: str) -> list[Json]:
    days = {day_of(day): day for day in gone}
    unknown = days.keys() - {one["from_on"] for one in known}
    if unknown:
        raise Unclear(f"no {noun} from {days[min(unknown)]}")
    return [one for one in known if one["from_on"] not in days]
