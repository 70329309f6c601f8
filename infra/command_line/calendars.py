"""How does a person at a terminal say what the year of a school is like?"""

from __future__ import annotations

from pathlib import Path

import click

from contracts.values import Nation
from infra.command_line import calendar_lines
from infra.command_line.calendar_parts import (
    CLOSURES,
    EXAMS,
    Said,
    one_of,
    set_part,
    without,
)
from infra.command_line.client import Client, Json
from infra.command_line.finding import school_of
from infra.command_line.options import with_platform
from infra.command_line.output import clean

_HOLIDAYS = {"same": "same_hours", "none": "none"}
_SHOWN = {"same_hours": "the same hours", "none": "no support"}
NATIONS = [nation.value.replace("_", "-") for nation in Nation]


@click.command()
@click.argument("school")
@click.option(
    "--term",
    "given",
    multiple=True,
    help=f"A term, its days and its half term: {calendar_lines.TERM!r}. Given once for"
    " each term; no others are left.",
)
@click.option(
    "--file",
    type=click.Path(path_type=Path),
    help="A CSV file with all terms, in the columns name, from, until, half term from"
    " and half term until.",
)
@click.option("--none", is_flag=True, help="Take every term away.")
@click.option(
    "--holidays",
    type=click.Choice([*_HOLIDAYS]),
    help="Whether the school is supported between terms and at half term.",
)
@with_platform
def terms(  # noqa: PLR0913  # one for each word of the command
    platform: Client,
    *,
    school: str,
    given: tuple[str, ...],
    file: Path | None,
    none: bool,
    holidays: str | None,
) -> None:
    """Say which terms SCHOOL has, and show them; without options it only shows them.

    What is not named stays as it is: the terms, or the support in the holidays.
    """
    one_of(given, file, none)
    school_id = school_of(platform, school)
    known = platform.get("schools", school_id)
    said = [calendar_lines.term_of(line) for line in given]
    if file is not None:
        said = calendar_lines.terms_from(file)
    if said or none or holidays:
        body = {
            "terms": said or ([] if none else known["terms"]),
            "support_in_holidays": _HOLIDAYS[holidays]
            if holidays
            else known["support_in_holidays"],
            "version": known["version"],
        }
        known = platform.put("schools", school_id, "terms", body=body)
    _show_terms(known)


@click.command()
@click.argument("school")
@click.option(
    "--add",
    "given",
    multiple=True,
    help=f"Days on which it is closed, and why: {calendar_lines.CLOSURE!r}. The kinds"
    " are emergency, planned and inset, on which staff are in; `today` is a day.",
)
@click.option(
    "--remove", "gone", multiple=True, help="The first day of a closure that is none."
)
@click.option(
    "--file",
    type=click.Path(path_type=Path),
    help="A CSV file with all closures, in the columns from, until, kind and reason.",
)
@click.option("--none", is_flag=True, help="Take every closure away.")
@with_platform
def closures(  # noqa: PLR0913  # one for each word of the command
    platform: Client,
    *,
    school: str,
    given: tuple[str, ...],
    gone: tuple[str, ...],
    file: Path | None,
    none: bool,
) -> None:
    """Say when SCHOOL is closed, and show it; without options it only shows it."""
    known = set_part(platform, school, CLOSURES, Said(given, gone, file, none))
    _show_closures(known)


@click.command()
@click.argument("school")
@click.option(
    "--add",
    "given",
    multiple=True,
    help=f"Exams and their days: {calendar_lines.EXAMS!r}. They close nothing.",
)
@click.option("--remove", "gone", multiple=True, help="The first day of what is none.")
@click.option(
    "--file",
    type=click.Path(path_type=Path),
    help="A CSV file with all exams, in the columns name, from and until.",
)
@click.option("--none", is_flag=True, help="Take all exams away.")
@with_platform
def exams(  # noqa: PLR0913  # one for each word of the command
    platform: Client,
    *,
    school: str,
    given: tuple[str, ...],
    gone: tuple[str, ...],
    file: Path | None,
    none: bool,
) -> None:
    """Say when SCHOOL has exams, and show it; without options it only shows it."""
    known = set_part(platform, school, EXAMS, Said(given, gone, file, none))
    if not known["exams"]:
        click.echo("Nobody has said yet when this school has exams.", err=True)
    for one in known["exams"]:
        click.echo(clean(calendar_lines.written_exams(one)))


@click.command()
@click.argument("school")
@click.argument("nation", type=click.Choice(NATIONS), required=False)
@with_platform
def nation(platform: Client, school: str, nation: str | None) -> None:
    """Say in which NATION SCHOOL is, and show it; without one it only shows it.

    It decides on the bank holidays of what is promised from now on.
    """
    school_id = school_of(platform, school)
    known = platform.get("schools", school_id)
    if nation:
        body = {"nation": spelt(nation)}
        known = platform.put("schools", school_id, "nation", body=body)
    click.echo(known["nation"].replace("_", "-"))


def spelt(nation: str) -> str:
    """A nation as messages have it."""
    return nation.replace("-", "_")


@click.command()
@click.argument("school")
@click.option(
    "--add",
    "given",
    multiple=True,
    help=f"Days on which it is inspected: {calendar_lines.INSPECTION!r}; `today` is a"
    " day.",
)
@click.option(
    "--remove",
    "gone",
    multiple=True,
    help="The first day of an inspection that is none.",
)
@with_platform
def inspections(
    platform: Client, school: str, given: tuple[str, ...], gone: tuple[str, ...]
) -> None:
    """Say when SCHOOL is inspected, and show it; without options it only shows it.

    What is promised in an inspection counts for tickets that are opened then.
    """
    school_id = school_of(platform, school)
    known = platform.get("schools", school_id)
    if given or gone:
        kept = without(known["inspections"], gone, "inspection")
        said = [calendar_lines.inspection_of(line) for line in given]
        body = {"inspections": kept + said, "version": known["version"]}
        known = platform.put("schools", school_id, "inspections", body=body)
    if not known["inspections"]:
        click.echo("No inspection of this school is known.", err=True)
    for one in known["inspections"]:
        click.echo(clean(calendar_lines.written_inspection(one)))


def _show_terms(known: Json) -> None:
    if not known["terms"]:
        click.echo("Nobody has said yet which terms this school has.", err=True)
    for term in known["terms"]:
        click.echo(clean(f"term     {calendar_lines.written_term(term)}"))
    click.echo(f"holidays {_SHOWN[known['support_in_holidays']]}")


def _show_closures(known: Json) -> None:
    if not known["closures"]:
        click.echo("This school has no closures.", err=True)
    for closure in known["closures"]:
        click.echo(clean(calendar_lines.written_closure(closure)))
