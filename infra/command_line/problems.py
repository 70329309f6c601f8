"""How does a person at a terminal say what incidents come from, and what helps?"""

from __future__ import annotations

import click

from infra.command_line.client import Client, Json
from infra.command_line.finding import names_of, school_of, ticket_of
from infra.command_line.options import Unclear, with_platform
from infra.command_line.output import named, show_rows
from infra.command_line.ticket_pages import show_line

_CAUSES = click.Choice(
    [
        *("hardware", "software", "configuration", "network", "power"),
        *("supplier", "people", "attack", "other"),
    ]
)


@click.group()
def problems() -> None:
    """Say what incidents come from, and tell schools of known errors."""


@problems.command()
@click.argument("school")
@click.argument("name")
@click.option(
    "--by",
    type=click.Choice(["category", "service"]),
    default="category",
    show_default=True,
    help="Whether NAME is a category or a service.",
)
@click.option("--days", type=click.IntRange(1, 366), default=30, show_default=True)
@click.option("--subject", required=True, help="What the problem is called.")
@click.option("--requester-name", required=True, help="Who opens it.")
@click.option("--requester-email", required=True, help="Their e-mail address.")
@with_platform
def begin(platform: Client, school: str, **body: object) -> None:
    """Open a problem of what recurs at SCHOOL about NAME, and print its reference."""
    school_id = school_of(platform, school)
    opened = platform.post("schools", school_id, "problems", body=body)
    click.echo(opened["reference"])


@problems.command()
@click.argument("reference")
@click.option("--cause", type=_CAUSES, help="The root cause, in one word.")
@click.option("--root-cause", default="", help="What it comes from; for the desk only.")
@click.option("--workaround", default="", help="What helps until it is gone.")
@click.option("--shown", is_flag=True, help="The school reads what helps.")
@with_platform
def record(platform: Client, reference: str, **body: object) -> None:
    """Say what a problem comes from, and what helps, in place of what was said."""
    ticket = ticket_of(platform, reference)
    show_line(platform.post("tickets", ticket["ticket_id"], "problem", body=body))


@problems.command()
@click.argument("reference")
@click.argument("note")
@with_platform
def resolve(platform: Client, reference: str, note: str) -> None:
    """Resolve the incidents of a problem with a NOTE, and tell of each."""
    ticket = ticket_of(platform, reference)
    place = ("tickets", ticket["ticket_id"], "incidents", "resolve")
    results = platform.post(*place, body={"note": note})["results"]
    rows = [(one["reference"], one["refused"] or "resolved") for one in results]
    show_rows(("incident", "what became of it"), rows)


@problems.command(name="errors")
@with_platform
def list_errors(platform: Client) -> None:
    """List the known errors, with the schools that read each."""
    found = platform.get("known-errors")["known_errors"]
    called = names_of(platform, {one for each in found for one in each["schools"]})
    rows = [
        (
            one["known_error_id"],
            one["title"],
            f"ended: {one['ended']}" if one["ended"] else "known",
            ", ".join(called[each] for each in one["schools"]),
        )
        for one in found
    ]
    show_rows(("id", "what is wrong", "state", "read by"), rows)


@problems.command()
@click.argument("title")
@click.argument("workaround")
@click.option("--school", "schools", multiple=True, required=True, help="Who reads it.")
@click.option("--of", "references", multiple=True, help="A problem that it comes from.")
@click.option("--also-called", default="", help="Other words that people use for it.")
@with_platform
def declare(
    platform: Client,
    schools: tuple[str, ...],
    references: tuple[str, ...],
    **body: object,
) -> None:
    """Declare a known error, and print its id."""
    tickets = [ticket_of(platform, one) for one in references]
    body["schools"] = [str(school_of(platform, one)) for one in schools]
    body["problems"] = [_problem(one) for one in tickets]
    click.echo(platform.post("known-errors", body=body)["known_error_id"])


@problems.command()
@click.argument("known_error", type=click.UUID)
@click.argument("reason")
@with_platform
def end(platform: Client, known_error: object, reason: str) -> None:
    """Say why a known error is one no more."""
    platform.post("known-errors", known_error, "end", body={"reason": reason})


def _problem(ticket: Json) -> Json:
    if ticket["type"] != "problem":
        raise Unclear(f"{ticket['reference']} is {named(ticket['type'])}, no problem")
    return {"school_id": ticket["school_id"], "ticket_id": ticket["ticket_id"]}
