"""How do tickets look at a terminal? In words, with the next deadline first."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from contracts.fields import parse_duration
from infra.command_line.client import Json
from infra.command_line.incident_pages import incident_fields
from infra.command_line.next_due import LATE, due_of
from infra.command_line.output import (
    clean,
    console,
    local,
    named,
    show_rows,
    spoken,
    text,
)
from infra.command_line.staff_pages import owed_fields, staff_fields

_WIDE = 140
"""Columns of a terminal from which on a ticket fits on one line."""

_LEAST = {
    "due": 16,
    "deadline": 16,
    "target": 11,
    "ticket": 9,
    "priority": 11,
    "state": 8,
    "assignee": 8,
    "subject": 0,
    "school": 0,
    "requester": 0,
}
"""What the queue shows, with the width that is kept for it; the rest share."""

_MOST = {"assignee": 16}
_STYLES = {"breached": LATE, "paused": "dim", "met": "green"}

_TIES = {
    "related": "Related to",
    "parent": "Part of",
    "child": "Has as part",
    "cause": "Caused by",
    "effect": "Cause of",
    "merged_into": "Merged into",
    "merged": "Took in",
    "split_from": "Split from",
    "split_off": "Split off",
}
"""What a tie is called in front of the other ticket."""

Row = dict[str, Text]


def show_queue(tickets: Sequence[Json], schools: Mapping[str, str]) -> None:
    """The queue; `schools` are the names by id."""
    rows = [_row(ticket, schools) for ticket in tickets]
    if not sys.stdout.isatty():
        show_rows(tuple(_LEAST), [tuple(row.values()) for row in rows])
    elif console().width >= _WIDE:
        console().print(_wide(rows))
    else:
        console().print(_narrow(rows))


def _row(ticket: Json, schools: Mapping[str, str]) -> Row:
    due = due_of(ticket)
    return {
        "due": due.words,
        "deadline": text(local(due.at) if due.at else ""),
        "target": text(due.of),
        "ticket": text(ticket["reference"], "bold"),
        "priority": text(named(ticket["priority"])),
        "state": text(named(ticket["state"])),
        "assignee": text(ticket["assignee"] or "Nobody"),
        "subject": text(ticket["subject"]),
        "school": text(schools.get(ticket["school_id"], ticket["school_id"])),
        "requester": text(ticket["requester_name"]),
    }


def _wide(rows: Sequence[Row]) -> Table:
    """A line for each ticket."""
    table = _queue_of(*_LEAST)
    for row in rows:
        table.add_row(*row.values())
    return table


def _narrow(rows: Sequence[Row]) -> Table:
    """Two lines for each ticket: what is needed most above what is needed less."""
    table = _queue_of("due", "ticket", "priority", "subject")
    for row in rows:
        whose = Text(", ").join((row["school"], row["requester"]))
        table.add_row(row["due"], row["ticket"], row["priority"], row["subject"])
        table.add_row(
            row["deadline"], row["state"], row["assignee"], whose, style="dim"
        )
    return table


def _queue_of(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    for name in columns:
        least = _LEAST[name]
        table.add_column(
            name.capitalize(),
            no_wrap=True,
            overflow="ellipsis",
            min_width=least,
            max_width=_MOST.get(name),
            ratio=None if least else 1,
        )
    return table


def show_ticket(ticket: Json, school: str) -> None:
    """A ticket as a page: fields, clock, timeline."""
    out = console()
    out.print(text(f"{ticket['reference']}  {ticket['subject']}", "bold"))
    fields = Table(box=None, show_header=False, pad_edge=False)
    for name, said in _fields(ticket, school).items():
        fields.add_row(name, text(said))
    for target in ticket["sla"]:
        fields.add_row(named(target["target"]), _standing(target))
    if ticket.get("sla_unavailable"):
        fields.add_row("Targets", "cannot be asked just now")
    for tie in ticket["ties"]:
        other = f"{tie['reference']} {clean(tie['subject'])}"
        fields.add_row(_TIES[tie["tie"]], text(f"{other} ({named(tie['state'])})"))
    out.print(fields)
    if ticket["description"]:
        out.print()
        out.print(Text(clean(ticket["description"], lines=True)))
    out.print()
    for entry in ticket["timeline"]:
        out.print(_line(entry))


def show_line(ticket: Json) -> None:
    """How a ticket stands, on a line."""
    whose = f"assigned to {ticket['assignee']}" if ticket["assignee"] else "unassigned"
    state = "Merged" if ticket["merged_into"] else named(ticket["state"])
    parts = (state, named(ticket["priority"]), whose)
    said = f"{ticket['reference']}: {', '.join(parts)}, version {ticket['version']}"
    console().print(text(said))


def tell_changes(of: str, version: int, conflict: Json) -> None:
    """What happened to something that has versions since somebody looked."""
    now = conflict.get("version")
    tell = Console(stderr=True, highlight=False, soft_wrap=True)
    since = f"{of} has changed since version {version}; it is at {now} now"
    tell.print(text(f"caretaker: {since}"))
    for change in conflict.get("changes", ()):
        what = named(change["type"].partition(".")[2])
        when = local(change["happened_at"])
        tell.print(text(f"  {change['version']}  {when}  {what}  ({change['actor']})"))


def _fields(ticket: Json, school: str) -> dict[str, str]:
    requester = ticket["requester"]
    return {
        "School": school,
        "Requester": f"{requester['name']} <{requester['email']}>",
        "Type": ", ".join(
            [
                named(ticket["type"]),
                *filter(None, (ticket["category"], ticket["service"])),
            ]
        ),
        "Channel": named(ticket["channel"]),
        "Priority": f"{named(ticket['priority'])} (impact {ticket['impact']},"
        f" urgency {ticket['urgency']})",
        "State": named(ticket["state"]),
        **_approval(ticket["approval"]),
        **owed_fields(ticket["obligation"]),
        **_callback(ticket["callback"]),
        **staff_fields(ticket["change"]),
        **incident_fields(ticket["incident"]),
        "Assignee": ticket["assignee"] or "Nobody",
        "Opened": local(ticket["opened_at"]),
        "Version": str(ticket["version"]),
        "Ticket": ticket["ticket_id"],
        "Story": ticket["correlation_id"],
    }


def _callback(wanted: Json | None) -> dict[str, str]:
    """Who is to be called, when, and how often they were."""
    if wanted is None:
        return {}
    number = clean(wanted["number"]) or "the requester"
    when = f"{local(wanted['from_at'])} to {local(wanted['until_at'])}"
    state = "reached" if wanted["reached_at"] else "waits"
    return {"Call back": f"{number}, {when}; {state}, tried {wanted['tries']} times"}


def _approval(approval: Json | None) -> dict[str, str]:
    """How the approval stands, where one is needed: 'Given by Mrs Head: a key'."""
    if approval is None:
        return {}
    by = f" by {approval['approver']}" if approval["approver"] else ""
    return {"Approval": f"{named(approval['state'])}{by}: {approval['what']}"}


def _standing(target: Json) -> Text:
    """How a target stands: 'Running, due 24/11/2026 09:30, 3 h of working time left'"""
    parts = [named(target["state"])]
    if target["due_at"]:
        parts.append(f"due {local(target['due_at'])}")
    if target["remaining"]:
        left = parse_duration(target["remaining"])
        parts.append(f"{spoken(left)} of working time left")
    return Text(", ".join(parts), _STYLES.get(target["state"], ""))


def _line(entry: Json) -> Text:
    """What happened, who did it, and what they wrote, indented below."""
    line = Text(f"{local(entry['at'])}  {named(entry['kind'])}")
    if entry["detail"]:
        line.append(f": {clean(entry['detail'])}")
    by = clean(entry["actor"])
    if entry["entered_at"]:
        by += f", entered {local(entry['entered_at'])}"
    line.append(f"  ({by})", "dim")
    if entry["internal"]:
        line.append("  [for the desk only]", "italic")
    for said in clean(entry["text"] or "", lines=True).splitlines():
        line.append(f"\n    {said}")
    return line
