"""How do tickets look at a terminal? In words, with the next deadline first."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from contracts.fields import parse_duration
from infra.command_line.client import Json

_HERE = ZoneInfo("Europe/London")
_WIDE = 200
_COLUMNS = {
    "ticket": 8,
    "prio": 4,
    "due": 27,
    "state": 8,
    "assignee": 8,
    "subject": 16,
    "requester": 0,
}
"""The columns of the queue, most needed first, with the least they need."""

_STYLES = {"breached": "bold red", "running": "", "paused": "dim", "met": "green"}


def show_queue(tickets: list[Json], *, more: bool) -> None:
    """One line for each ticket."""
    console = _console()
    if not tickets:
        console.print("no ticket fits")
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, width in _COLUMNS.items():
        table.add_column(name, no_wrap=True, overflow="ellipsis", min_width=width)
    for ticket in tickets:
        table.add_row(
            ticket["reference"],
            ticket["priority"].upper(),
            _due(ticket),
            _words(ticket["state"]),
            ticket["assignee"] or "nobody",
            ticket["subject"],
            ticket["requester_name"],
        )
    console.print(table)
    if more:
        console.print("more tickets fit; narrow the search or raise --limit")


def show_ticket(ticket: Json) -> None:
    """A ticket as a page: fields, clock, timeline."""
    console = _console()
    console.print(Text(f"{ticket['reference']}  {ticket['subject']}", "bold"))
    fields = Table(box=None, show_header=False, pad_edge=False)
    requester = ticket["requester"]
    for name, said in (
        ("id", ticket["ticket_id"]),
        ("school", ticket["school_id"]),
        ("requester", f"{requester['name']} <{requester['email']}>"),
        ("channel", _words(ticket["channel"])),
        ("priority", f"{ticket['priority'].upper()}: {_levels(ticket)}"),
        ("state", _words(ticket["state"])),
        ("assignee", ticket["assignee"] or "nobody"),
        ("version", str(ticket["version"])),
        ("story", ticket["correlation_id"]),
    ):
        fields.add_row(name, Text(said))
    for target in ticket["sla"]:
        fields.add_row(_words(target["target"]), _standing(target))
    console.print(fields)
    if ticket["description"]:
        console.print()
        console.print(Text(ticket["description"]))
    console.print()
    for entry in ticket["timeline"]:
        console.print(_line(entry))


def spoken(length: timedelta) -> str:
    """A length of time as people say it: `3 h 20 min`."""
    minutes = int(abs(length).total_seconds()) // 60
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    parts = [f"{days} d" if days else "", f"{hours} h" if hours else ""]
    if not days:
        parts.append(f"{minutes} min" if minutes or not hours else "")
    return " ".join(part for part in parts if part)


def local(moment: str) -> str:
    """A moment as the United Kingdom writes it."""
    return datetime.fromisoformat(moment).astimezone(_HERE).strftime("%d/%m/%Y %H:%M")


def _console() -> Console:
    """A terminal's own width; as wide as it takes where a program reads."""
    return Console() if sys.stdout.isatty() else Console(width=_WIDE, soft_wrap=True)


def _due(ticket: Json) -> Text:
    if ticket["due_at"] is None:
        return Text("no deadline", "dim")
    moment = datetime.fromisoformat(ticket["due_at"])
    late = datetime.now(UTC) - moment
    said = (
        f"{_words(ticket['due_target'])} by {moment.astimezone(_HERE):%a %d/%m %H:%M}"
    )
    if late > timedelta(0):
        return Text(f"{said}, breached {spoken(late)} ago", "bold red")
    return Text(said)


def _standing(target: Json) -> Text:
    said = target["state"]
    if target["due_at"]:
        said += f", due {local(target['due_at'])}"
    if target["remaining"]:
        said += f", {spoken(parse_duration(target['remaining']))} of working time left"
    return Text(said, _STYLES[target["state"]])


def _line(entry: Json) -> Text:
    head = f"{local(entry['at'])}  {_words(entry['kind'])}"
    if entry["detail"]:
        head += f": {entry['detail']}"
    line = Text(f"{head}  ({entry['actor']})")
    if entry["internal"]:
        line.append("  [not shown to the requester]", "italic")
    if entry["text"]:
        line.append(f"\n    {entry['text']}", "")
    return line


def _levels(ticket: Json) -> str:
    return f"impact {ticket['impact']}, urgency {ticket['urgency']}"


def _words(name: Any) -> str:
    return str(name or "").replace("_", " ")
