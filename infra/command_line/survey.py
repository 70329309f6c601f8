"""How is a school asked once a year at a terminal, and what came of it?"""

from __future__ import annotations

import click

from infra.command_line.client import Client, Json
from infra.command_line.finding import names_of, school_of
from infra.command_line.options import with_platform
from infra.command_line.output import clean, local, show_rows


@click.group()
def survey() -> None:
    """Ask schools once a year how they find their IT, and see what they say."""


@survey.command()
@click.argument("school")
@with_platform
def send(platform: Client, school: str) -> None:
    """Ask everybody at SCHOOL who asked for something this school year, once."""
    at = ("schools", school_of(platform, school), "surveys")
    _show(platform, platform.post(*at, body={})["surveys"][:1])


@survey.command()
@click.option("--school", help="One school; all if not given.")
@click.option("--begins-in", type=int, help="Of school years that begin in this year.")
@click.option("--comments", is_flag=True, help="What was written, and not the scores.")
@with_platform
def show(
    platform: Client, school: str | None, begins_in: int | None, comments: bool
) -> None:
    """Show how many answered each survey, and how often each score was given."""
    found = school_of(platform, school) if school else None
    view = platform.get("surveys", school=found, begins_in=begins_in)
    told = view["surveys"]
    if view["found"] > len(told):
        click.echo(f"The newest {len(told)} of {view['found']} surveys:", err=True)
    if comments:
        for one in told:
            for said in one["comments"]:
                click.echo(clean(said))
            if one["commented"] > len(one["comments"]):
                shown = f"{len(one['comments'])} of {one['commented']} comments"
                click.echo(f"These are {shown}.", err=True)
        return
    _show(platform, told)


def _show(platform: Client, surveys: list[Json]) -> None:
    at = names_of(platform, [one["school_id"] for one in surveys])
    rows = [
        (
            *(at[one["school_id"]], one["year_from"][:4], local(one["sent_at"])),
            f"{one['answered']} of {one['asked']}"
            + (f", {one['erased']} erased" if one["erased"] else ""),
            question["statement"],
            *(["withheld"] * 5 if one["withheld"] else map(str, question["times"])),
        )
        for one in surveys
        for question in one["questions"]
    ]
    columns = ("school", "year from", "sent", "answered", "statement", *"12345")
    show_rows(columns, rows)
