"""How are changes, and the days on which there is none, told on lines?"""

from __future__ import annotations

import click

from infra.command_line.client import Client, Json
from infra.command_line.days import written_days
from infra.command_line.finding import names_of
from infra.command_line.output import clean, local, named, show_rows


def show_changes(platform: Client, view: Json) -> None:
    """What is changed in some days, on which nothing is, and what is owed."""
    frozen = _folded(view["freezes"])
    alone = [schools[0] for schools in frozen.values() if len(schools) == 1]
    changed = [one["school_id"] for one in view["changes"]]
    at = names_of(platform, [*alone, *changed])
    rows = [
        (
            written_days(first, last),
            f"{len(schools)} schools" if schools[1:] else at[schools[0]],
            "nothing is changed",
            name,
        )
        for (first, last, name), schools in frozen.items()
    ]
    rows += [
        (
            local(one["starts_at"]),
            at[one["school_id"]],
            standing_of(one),
            called_by(one),
        )
        for one in view["changes"]
    ]
    show_rows(("when", "school", "what", "of"), rows)
    for one in view["to_move"]:
        click.echo(f"To be moved: {called_by(one)}", err=True)
    for one in view["to_review"]:
        due = written_days(one["review_due_on"], one["review_due_on"])
        click.echo(f"To be reviewed by {due}: {called_by(one)}", err=True)
    if view["more"]:
        click.echo("There is more than is shown here: ask for fewer days.", err=True)


def show_forecast(view: Json) -> None:
    """How many tickets each week may have, and which weeks are busy."""
    rows = [
        (
            written_days(one["week_on"], one["week_on"]),
            "not known" if one["tickets"] is None else str(one["tickets"]),
            "busy" if (one["tickets"] or 0) >= max(view["peak"], 1) else "",
            written_days(one["as_in_on"], one["as_in_on"]),
        )
        for one in view["weeks"]
    ]
    show_rows(("week of", "tickets", "", "as in the week of"), rows)


def standing_of(change: Json) -> str:
    """Of which kind a change is, how it stands, and whether it is approved."""
    said = f"{change['kind']} change, {named(change['state']).lower()}"
    approval = change["approval"]
    return f"{said}, approval {approval}" if approval else said


def called_by(change: Json) -> str:
    """The reference and the subject of its ticket."""
    return clean(f"{change['reference']} {change['subject']}")


def _folded(freezes: list[Json]) -> dict[tuple[str, str, str], list[str]]:
    """The schools that have the same days, by the days and what they are called."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for one in freezes:
        freeze = one["freeze"]
        key = (freeze["from_on"], freeze["until_on"], freeze["name"])
        found.setdefault(key, []).append(one["school_id"])
    return found
