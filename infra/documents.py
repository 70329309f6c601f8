"""What do the generated documents say? Read from the code, so never out of date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from inspect import cleandoc

from contracts.access import ANYWHERE, MSP_ROLES, RIGHTS, Right, Role
from contracts.declare import Declaration
from infra.survey import REPOSITORY, Survey, events, messages, services

Row = Sequence[str]


def write() -> list[str]:
    """Write the documents anew; the paths of those that changed."""
    changed = stale()
    for path in changed:
        (REPOSITORY / path).write_text(DOCUMENTS[path]())
    return changed


def stale() -> list[str]:
    """The paths of the documents that do not say what the code says."""
    return [path for path, make in DOCUMENTS.items() if _read(path) != make()]


def list_events() -> str:
    """Every event: what it says, where it is decided, who hears it."""
    parts = [_EVENTS]
    for name in services():
        told = events(name)
        if told:
            parts += [f"## {name}", _table(_EVENT_HEADINGS, map(_event_row, told))]
    return _document(parts)


def list_rights() -> str:
    """Which role holds which right, and what each right allows."""
    return _document(
        [
            _ACCESS,
            "## Rights of each role",
            _table(
                ["role", "of", *(f"`{right.value}`" for right in Right)],
                map(_role_row, Role),
            ),
            "## What each right allows",
            _table(["right", "commands", "queries"], map(_right_row, Right)),
            "## What only the platform itself does",
            _PLATFORM,
            _table(["kind", "messages"], _platform_rows()),
        ]
    )


DOCUMENTS: dict[str, Callable[[], str]] = {
    "docs/events.md": list_events,
    "docs/access.md": list_rights,
}

_EVENTS = """\
# Events

Every fact that the platform records. Each is public: it is published as it stands in
the log, and audit hears it. Written by `./caretaker docs` from the code; do not edit.

*Decided in* names the files of the service that make the event. *Heard by* names the
services that keep it or answer it. *Sealed* names the personal fields, with the ids
under whose keys they are sealed: destroying the key of any one of them forgets the
text.
"""
_ACCESS = """\
# Who may do what

Each command and query names the one right that its sender must hold. A role of the MSP
holds its rights for every school, a role of a school for that school alone. No message
needs `read_safeguarding`: it decides of which tickets the answers tell at all. Written
by `./caretaker docs` from `contracts/access.py` and the messages; do not edit.
"""
_PLATFORM = """\
These name no right, so no token carries one for them: a service sends them to itself
when it answers an event or sweeps for what is due, or the gateway asks for itself.
"""
_EVENT_HEADINGS = (
    "event",
    "version",
    "what it says",
    "stream",
    "sealed",
    "decided in",
    "heard by",
)


def _event_row(told: Survey) -> Row:
    declared = told.declaration
    sealed = (
        f"`{field}` ({', '.join(subjects)})"
        for field, subjects in declared.personal.items()
    )
    return (
        f"`{declared.name}`",
        str(declared.version),
        _first_line(declared),
        f"`{told.stream}`",
        ", ".join(sealed),
        ", ".join(f"`{place}`" for place in told.decided_in),
        ", ".join(told.heard_by),
    )


def _role_row(role: Role) -> Row:
    held = RIGHTS[role]
    home = "the MSP" if role in MSP_ROLES else "a school"
    home = "either" if role in ANYWHERE else home
    return (f"`{role.value}`", home, *("yes" if one in held else "" for one in Right))


def _right_row(right: Right) -> Row:
    return (
        f"`{right.value}`",
        _names(one for one in messages("command") if one.needs is right),
        _names(one for one in messages("query") if one.needs is right),
    )


def _platform_rows() -> list[Row]:
    return [
        (f"{kind}", _names(one for one in messages(kind) if one.needs is None))
        for kind in ("command", "query")
    ]


def _names(declared: Iterable[Declaration]) -> str:
    return ", ".join(f"`{one.name}`" for one in declared)


def _first_line(declared: Declaration) -> str:
    return cleandoc(declared.message.__doc__ or "").partition("\n\n")[0]


def _table(headings: Row, rows: Iterable[Row]) -> str:
    return "\n".join(map(_line, (headings, ["---"] * len(headings), *rows)))


def _line(cells: Row) -> str:
    flat = (" ".join(cell.split()).replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(flat)} |"


def _document(parts: Iterable[str]) -> str:
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _read(path: str) -> str:
    place = REPOSITORY / path
    return place.read_text() if place.exists() else ""
