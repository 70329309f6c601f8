"""How does a story look at a terminal? Each effect stands indented below its cause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.text import Text

from infra.command_line.client import Json
from infra.command_line.output import clean, console, to_the_second

_IDS = re.compile(r"([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_SHORT = 12
_STEP = 2


def show_story(story: Json, *, full: bool) -> None:
    """The events of a story, in the order in which it is told."""
    out = console()
    for line in story["lines"]:
        indent = " " * _STEP * line["depth"]
        for told in _told(line, full=full):
            out.print(Text.assemble(indent, told))


def _told(line: Json, *, full: bool) -> Iterator[Text]:
    """What happened and when; who did it, for whom; where it is recorded."""
    service, _, what = line["type"].partition(".")
    yield Text.assemble(
        f"{to_the_second(line['happened_at'])}  ",
        (clean(what.replace("_", " ")), "bold"),
    )
    whose = f" for {_named(line['on_behalf_of'], full)}" if line["on_behalf_of"] else ""
    yield Text(f"    by {_named(line['actor'], full)}{whose}")
    place = f"{service} {line['position']}, {_named(line['stream'], full)}"
    yield Text(
        f"    recorded {to_the_second(line['recorded_at'])} as {place}"
        f" version {line['stream_version']}"
    )
    yield Text(f"    hash {line['hash'] if full else line['hash'][:_SHORT]}", "dim")
    if full:
        yield Text(f"    event {line['event_id']}, caused by {line['causation_id']}")


def _named(name: str, full: bool) -> str:
    """A name with an id in it; the id cut short where that will do."""
    return clean(name if full else _IDS.sub(r"\1", name))
