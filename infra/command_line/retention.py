"""How is it said at a terminal how long a school keeps what, and what is erased?"""

from __future__ import annotations

from collections.abc import Mapping

import click

from infra.command_line.client import Client, Json
from infra.command_line.finding import school_of, ticket_of
from infra.command_line.options import Unclear, with_platform
from infra.command_line.output import local, named, show_rows

_CLASSES = click.Choice(
    [
        *("tickets", "safeguarding", "mail", "unused_mail"),
        *("remote_sessions", "site_visits", "ratings"),
    ]
)
_HOLDS = ("ticket", "person", "record_class", "everything")
_DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])


@click.group()
def retention() -> None:
    """See what a school keeps and for how long, hold it, and have it erased."""


@retention.command()
@click.argument("school")
@with_platform
def show(platform: Client, school: str) -> None:
    """Show how long SCHOOL keeps what, how much is due, and what is held."""
    _show(platform.get("schools", school_of(platform, school), "retention"))


@retention.command()
@click.argument("school")
@click.argument("record_class", type=_CLASSES)
@click.argument("months", type=click.IntRange(1, 1_200), required=False)
@click.option("--reason", help="Why so long.")
@with_platform
def keep(
    platform: Client,
    school: str,
    record_class: str,
    months: int | None,
    reason: str | None,
) -> None:
    """Say for how many MONTHS a school keeps a class; as usual without a number."""
    if (months is None) is not (reason is None):
        raise Unclear("a number of months has its --reason, and without one is none")
    place = ("schools", school_of(platform, school))
    known = platform.get(*place, "retention")
    times = [
        {key: one[key] for key in ("record_class", "months", "reason")}
        for one in known["classes"]
        if one["own"] and one["record_class"] != record_class
    ]
    if months is not None:
        told = {"record_class": record_class, "months": months, "reason": reason}
        times.append(told)
    body = {"times": times, "version": known["version"]}
    _show(platform.put(*place, "keeping-times", body=body))


@retention.command()
@click.argument("school")
@click.option("--ticket", help="A ticket, by its reference.")
@click.option("--person", help="A person's records, by their e-mail address.")
@click.option("--class", "record_class", type=_CLASSES, help="All of a class.")
@click.option("--everything", is_flag=True, help="All that there is of the school.")
@click.option("--reason", required=True, help="Why it has to be kept.")
@click.option("--until", type=_DAY, help="The last day, if there is one.")
@with_platform
def hold(platform: Client, school: str, **said: object) -> None:
    """Have something at SCHOOL kept, whatever its time; print the id of the hold."""
    until = said["until"]
    body = _held(platform, said) | {
        "reason": said["reason"],
        "until_on": f"{until:%Y-%m-%d}" if until else None,
    }
    place = ("schools", school_of(platform, school), "holds")
    click.echo(platform.post(*place, body=body)["hold_id"])


@retention.command()
@click.argument("school")
@click.argument("hold_id", type=click.UUID)
@click.option("--reason", required=True, help="Why it need not be kept any longer.")
@with_platform
def lift(platform: Client, school: str, hold_id: object, reason: str) -> None:
    """Let what is held be erased when it is due; the school alone does."""
    place = ("schools", school_of(platform, school), "holds", hold_id, "lift")
    _show(platform.post(*place, body={"reason": reason}))


@retention.command(name="list")
@click.argument("school")
@click.argument("record_class", type=_CLASSES)
@with_platform
def list_due(platform: Client, school: str, record_class: str) -> None:
    """Draw up what is due of a class, with the digest by which it is approved."""
    place = ("schools", school_of(platform, school), "due-lists")
    _show_list(platform.post(*place, body={"record_class": record_class}))


@retention.command()
@click.argument("school")
@click.argument("list_id", type=click.UUID)
@with_platform
def read(platform: Client, school: str, list_id: object) -> None:
    """Show a list that was drawn up, and what was left out of it."""
    place = ("schools", school_of(platform, school), "due-lists", list_id)
    _show_list(platform.get(*place))


@retention.command()
@click.argument("school")
@click.argument("list_id", type=click.UUID)
@click.argument("digest")
@with_platform
def approve(platform: Client, school: str, list_id: object, digest: str) -> None:
    """Have a list erased for good, in the name of the school."""
    place = ("schools", school_of(platform, school), "due-lists", list_id, "approve")
    _show_list(platform.post(*place, body={"digest": digest}))


def _held(platform: Client, said: Mapping[str, object]) -> Json:
    """What is to be held; Unclear where it is not exactly one thing."""
    chosen = [one for one in _HOLDS if said[one]]
    if len(chosen) != 1:
        raise Unclear("hold one: --ticket, --person, --class or --everything")
    match chosen[0]:
        case "ticket":
            ticket = ticket_of(platform, str(said["ticket"]))
            return {"on": "ticket", "ticket_id": ticket["ticket_id"]}
        case "person":
            return {"on": "person", "email": said["person"]}
        case "record_class":
            return {"on": "class", "record_class": said["record_class"]}
    return {"on": "school"}


def _show(known: Json) -> None:
    rows = [
        (
            one["record_class"],
            f"{one['months']} months{' (own)' if one['own'] else ''}",
            str(one["due"]),
            local(one["oldest_at"]) if one["oldest_at"] else "-",
            str(one["held"]),
        )
        for one in known["classes"]
    ]
    show_rows(("class", "kept for", "due", "oldest", "held"), rows)
    for one in known["shown_holds"]:
        what = one["reference"] or one["who"] or one["record_class"] or "everything"
        click.echo(f"held: {what}: {one['reason']} ({one['hold_id']})")
    for one in known["lists"]:
        said = f"{one['count']} of {one['record_class']}, {named(one['state'])}"
        click.echo(f"list {one['list_id']}: {said}")


def _show_list(shown: Json) -> None:
    rows = [
        (local(one["closed_at"]), one["name"], one["left_out"] or "")
        for one in shown["records"]
    ]
    show_rows(("over", "what", "left out"), rows)
    one = shown["summary"]
    said = f"list {one['list_id']}: {named(one['state'])}, digest {one['digest']}"
    click.echo(said, err=True)
