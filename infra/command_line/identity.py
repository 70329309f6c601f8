"""How does somebody at a terminal say which URN a school has, and what it came from?"""

from __future__ import annotations

import click

from infra.command_line.client import Client, Json
from infra.command_line.days import day_of
from infra.command_line.finding import names_of, school_of
from infra.command_line.options import with_platform
from infra.command_line.output import clean, named

_KINDS = (
    "succeeds",
    "succeeded-by",
    "merged-from",
    "merged-into",
    "split-from",
    "split-into",
)
_ON = click.option("--on", help="From which day, such as 01/09/2026. [default: today]")


@click.command()
@click.argument("school")
@click.argument("number", type=int, metavar="URN")
@_ON
@click.option("--reason", required=True, help="Why it has another; kept in its log.")
@click.option(
    "--override",
    is_flag=True,
    help="Although GIAS does not show it. A merger or a split it never overrides.",
)
@with_platform
def urn(  # noqa: PLR0913  # one for each word of the command
    platform: Client,
    *,
    school: str,
    number: int,
    on: str | None,
    reason: str,
    override: bool,
) -> None:
    """Say that the same SCHOOL goes on under another URN, as when it is an academy.

    The links of GIAS must show it: one predecessor with one successor.
    """
    body = {"urn": number, "on": day_of(on), "reason": reason, "override": override}
    school_id = school_of(platform, school)
    _show(platform, platform.post("schools", school_id, "urns", body=body))


@click.command()
@click.argument("school")
@click.argument("kind", type=click.Choice(_KINDS))
@click.argument("other")
@_ON
@with_platform
def link(platform: Client, school: str, kind: str, other: str, on: str | None) -> None:
    """Say that SCHOOL came from OTHER or became it; the logs of both keep it."""
    body = {
        "other_school_id": str(school_of(platform, other)),
        "kind": kind.replace("-", "_"),
        "on": day_of(on),
    }
    school_id = school_of(platform, school)
    _show(platform, platform.post("schools", school_id, "links", body=body))


def _show(platform: Client, school: Json) -> None:
    for one in school["urns"]:
        until = f" to {_written(one['until_on'])}" if one["until_on"] else ""
        click.echo(f"URN {one['urn']} from {_written(one['from_on'])}{until}")
    names = names_of(platform, {one["school_id"] for one in school["links"]})
    for one in school["links"]:
        told = f"{named(one['kind'])} {names[one['school_id']]}"
        click.echo(clean(f"{told}, {_written(one['on'])}"))


def _written(day: str) -> str:
    return "/".join(reversed(day.split("-")))
