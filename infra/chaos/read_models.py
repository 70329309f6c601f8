"""Does what each service shows follow from the logs, audit's copies of them included?

Every read model is built anew and compared with the live one, row by row. Audit's read
model is its copy of every log: built anew it is what the sources tell today, byte for
byte, and each event that is told is checked against its hash.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from contracts.refusals import Refusal, Unavailable
from infra.installation import Installation, installation
from shared.rebuilding import Impossible, Rebuild
from shared.shadow import Shadow

_TRIES = 5


def differing(environment: Mapping[str, str], data: Path) -> list[str]:
    """A line for each row that is not what the events say, and each log that has none.

    The platform is at rest; what a sweep finds meanwhile is folded before it counts.
    """
    with installation(environment, data) as opened:
        return [
            f"{service} {line}"
            for service in opened.applications
            for line in _of_service(opened, service)
        ]


def _of_service(opened: Installation, service: str) -> list[str]:
    application = opened.applications[service]
    shadow = Shadow(opened.url(service), application.rooms, opened.owner(service))
    shadow.drop()
    shadow.make()
    try:
        rebuild = Rebuild(application, shadow, opened.link.feed)
        return [
            line for school in rebuild.schools() for line in _of_school(rebuild, school)
        ]
    finally:
        shadow.drop()


def _of_school(rebuild: Rebuild, school: UUID) -> list[str]:
    try:
        _compare(rebuild, school)
    except (Impossible, Refusal) as why:
        return [f"{school}: {why}"]
    found = rebuild.found[school]
    return [
        f"{school}: {count} rows of {table} {what}"
        for what, counted in (
            ("are missing", found.added),
            ("should not be there", found.removed),
            ("are other than they should be", found.changed),
        )
        for table, count in counted.items()
    ]


def _compare(rebuild: Rebuild, school: UUID) -> None:
    """A database that is busy is asked again: it says nothing of what is in it."""
    for _ in range(_TRIES - 1):
        with suppress(Unavailable):
            _build(rebuild, school)
            return
    _build(rebuild, school)


def _build(rebuild: Rebuild, school: UUID) -> None:
    for _ in rebuild.compare(school):
        pass
