"""How is a near miss told at a terminal, a kind given, and a school year read?"""

from __future__ import annotations

import click

from infra.command_line.client import Client, Json
from infra.command_line.days import written_days
from infra.command_line.finding import names_of, school_of, ticket_of
from infra.command_line.options import with_platform
from infra.command_line.output import local, show_rows
from infra.command_line.ticket_pages import show_line


@click.command()
@with_platform
def kinds(platform: Client) -> None:
    """List every kind that an incident may be of."""
    rows = [
        (one["name"], one["title"], one["means"], one["source"])
        for one in platform.get("incident-kinds")["kinds"]
    ]
    show_rows(("kind", "called", "what it is", "named after"), rows)


@click.command()
@click.argument("reference")
@click.argument("kind", default="")
@click.option("--near-miss", is_flag=True, help="It only nearly happened.")
@with_platform
def kind(platform: Client, reference: str, **body: object) -> None:
    """Say of which KIND an incident is; without one, that it is not known."""
    ticket = ticket_of(platform, reference)
    at = ("tickets", ticket["ticket_id"], "incident-kind")
    show_line(platform.post(*at, body=body))


@click.command(name="near-miss")
@click.argument("subject")
@click.option("--school", required=True, help="The school: its id, URN or name.")
@click.option("--nearly", required=True, help="What nearly happened.")
@click.option("--stopped", required=True, help="What stopped it.")
@click.option("--kind", default="", help="What kind it would have been.")
@click.option("--name", "requester_name", required=True, help="Who tells it.")
@click.option("--email", "requester_email", required=True, help="Their address.")
@click.option("--channel", default="phone", show_default=True)
@with_platform
def near_miss(platform: Client, school: str, **body: object) -> None:
    """Tell what nearly went wrong at a school: it is a ticket (SUBJECT)."""
    at = ("schools", school_of(platform, school), "near-misses")
    click.echo(platform.post(*at, body=body)["reference"])


@click.command()
@click.option("--school", help="One school; all if not given.")
@click.option("--year", default="", help="Such as 2025-26; this one if not given.")
@with_platform
def themes(platform: Client, school: str | None, year: str) -> None:
    """Count incidents and near misses of a school year, by kind and term."""
    found = school_of(platform, school) if school else None
    view = platform.get("themes", school=found, year=year or None)
    terms = [one["title"] for one in view["terms"]]
    columns = ("kind", "what", *terms, "this year", "the year before", "by this day")
    called = [(one["title"] or "No kind given", one) for one in view["kinds"]]
    rows = [
        line
        for title, one in [*called, ("In all", view["in_all"])]
        for line in _lines(title, one)
    ]
    show_rows(columns, rows)
    _show_actions(platform, view["actions"])


def _lines(title: str, one: Json) -> list[tuple[str, ...]]:
    """A line for what happened, and one for what nearly did, where there is any."""
    return [
        (
            *(title, "incidents" if what == "happened" else "near misses"),
            *map(str, counted["terms"]),
            f"{counted['times']}{' (grew)' if counted['grew'] else ''}",
            *(str(counted["before"]), str(counted["before_by_now"])),
        )
        for what in ("happened", "nearly")
        for counted in [one[what]]
        if counted["times"] or counted["before"]
    ]


def _show_actions(platform: Client, actions: list[Json]) -> None:
    if not actions:
        return
    names = names_of(platform, [one["school_id"] for one in actions])
    rows = [
        (
            *(names[one["school_id"]], one["reference"], one["what"], one["owner"]),
            written_days(one["due_on"], one["due_on"]),
            f"done {local(one['closed_at'])}"
            if one["closed_at"]
            else "late"
            if one["late"]
            else "open",
        )
        for one in actions
    ]
    show_rows(("school", "ticket", "what", "who", "by", "stands"), rows)


COMMANDS = (kinds, kind, near_miss, themes)
