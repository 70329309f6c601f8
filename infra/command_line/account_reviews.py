"""How does a person at a terminal see which schools have reviewed their accounts?"""

from __future__ import annotations

import click

from infra.command_line.client import Client, Json
from infra.command_line.days import written_days
from infra.command_line.finding import school_of
from infra.command_line.options import with_platform
from infra.command_line.output import local, named, show_rows


@click.command()
@with_platform
def reviews(platform: Client) -> None:
    """List which schools have reviewed their accounts this term, late ones first."""
    rows = [
        (
            one["name"],
            named(one["state"]),
            one["term"],
            written_days(one["due_on"], one["due_on"]) if one["due_on"] else "",
            _signed(one),
        )
        for one in platform.get("account-reviews")["reviews"]
    ]
    show_rows(("school", "state", "term", "due by", "signed"), rows)


@click.command()
@click.argument("school")
@with_platform
def review(platform: Client, school: str) -> None:
    """Show who has access to SCHOOL, and what it says of each. It signs by itself."""
    school_id = school_of(platform, school)
    found = platform.get("schools", school_id, "account-review")
    rows = [
        (
            one["name"] or "a program",
            _roles(one),
            named(one["conclusion"]) if one["conclusion"] else "not looked at yet",
            one["note"],
        )
        for one in found["accounts"]
    ]
    show_rows(("who", "as", "access", "note"), rows)
    click.echo(named(found["state"]), err=True)


def _signed(review: Json) -> str:
    if review["signed_at"]:
        return local(review["signed_at"])
    return f"not yet, nor {review['missed']}" if review["missed"] else "not yet"


def _roles(account: Json) -> str:
    if account["token_role"]:
        return named(account["token_role"])
    return ", ".join(named(one["role"]) for one in account["roles"])
