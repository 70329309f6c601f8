"""How are texts that hold personal data looked after at a terminal?"""

from __future__ import annotations

from typing import Any

import click

from infra.command_line.client import Client, Json
from infra.command_line.finding import names_of, school_of, ticket_of
from infra.command_line.options import with_platform
from infra.command_line.output import clean, local, named, show_rows

_TEXTS = {
    *("opened", "reply", "note", "requester_replied"),
    *("held", "resolved", "reopened", "handed_over"),
}
"""The lines of a ticket's timeline that have a text of their own."""

_WHY = click.option("--reason", default="", help="Why.")


@click.group()
def texts() -> None:
    """Look after personal data in what was written on tickets.

    REFERENCE is a ticket, TEXT the id of one of its texts, as `list` shows it.
    """


@texts.command(name="list")
@click.argument("reference")
@with_platform
def list_texts(platform: Client, reference: str) -> None:
    """List the texts of a ticket: how each stands, and what it seems to hold."""
    ticket = ticket_of(platform, reference)
    marked = {one["entry_id"]: one for one in ticket["marked"]}
    rows = [
        (
            *(local(one["at"]), named(one["kind"])),
            *_standing(marked.get(one["entry_id"])),
            one["entry_id"],
        )
        for one in ticket["timeline"]
        if one["kind"] in _TEXTS and not one["of_reference"]
    ]
    show_rows(("written", "as", "stands", "seems to hold", "text"), rows)


@texts.command()
@click.option("--school", help="One school; all if not given.")
@with_platform
def count(platform: Client, school: str | None) -> None:
    """Count what texts seem to hold, by school and kind; never what it says."""
    found = school_of(platform, school) if school else None
    counts = platform.get("personal-data", school=found)["counts"]
    names = names_of(platform, [one["school_id"] for one in counts])
    states = ("found", "left", "restricted", "redacted")
    rows = [
        (
            *(names[one["school_id"]], named(one["kind"])),
            *(str(one[state]) for state in states),
        )
        for one in counts
    ]
    show_rows(("school", "looks like", "to look at", *states[1:]), rows)


@texts.command()
@click.argument("reference")
@click.argument("text")
@_WHY
@with_platform
def restrict(platform: Client, reference: str, text: str, **said: str) -> None:
    """Have a text read only by who may read what is restricted."""
    _act(platform, reference, text, "restrict", **said)


@texts.command()
@click.argument("reference")
@click.argument("text")
@_WHY
@with_platform
def leave(platform: Client, reference: str, text: str, **said: str) -> None:
    """Have a text stand as it was written: for everybody who may read the ticket."""
    _act(platform, reference, text, "leave", **said)


@texts.command()
@click.argument("reference")
@click.argument("text")
@click.option("--reason", required=True, help="Why.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_platform
def redact(platform: Client, reference: str, text: str, yes: bool, **said: str) -> None:
    """Redact a text for good, with its key and the mail that brought it."""
    if not yes:
        click.confirm("Nobody can bring it back. Redact it?", abort=True)
    _act(platform, reference, text, "redact", **said)


@texts.command()
@click.argument("reference")
@click.argument("text")
@with_platform
def read(platform: Client, reference: str, text: str) -> None:
    """Read a text that is restricted. That you did is recorded."""
    found = platform.post(*_place(platform, reference, text), "read", body={})
    for said in (found["subject"], found["text"], found["quoted"]):
        if said:
            click.echo(clean(said, lines=True))


def _place(platform: Client, reference: str, text: str) -> tuple[object, ...]:
    ticket = ticket_of(platform, reference)
    return ("schools", ticket["school_id"], "texts", text)


def _act(platform: Client, reference: str, text: str, act: str, **said: Any) -> None:
    after = platform.post(*_place(platform, reference, text), act, body=said)
    click.echo(f"{after['reference']}: {named(after['state'] or 'as written')}.")


def _standing(marked: Json | None) -> tuple[str, str]:
    if marked is None:
        return "as written", ""
    kinds = ", ".join(named(one) for one in marked["kinds"])
    return named(marked["state"]), kinds
