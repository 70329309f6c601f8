"""How is it kept for reading of which kind an incident is, and which nearly was one?"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from contracts.incident_kinds import IncidentKindGiven, KindShown
from services.intake.incidents.records import Kept, keep, take
from services.intake.themes.kinds import TITLES
from services.intake.timeline.entries import Entry, write
from shared.work import Fresh

HAPPENED, NEARLY = "incident_kind", "near_miss"
"""As which kind of record it is kept: a ticket has one of the two at most."""


def keep_incident_kind(
    connection: Connection, fresh: Fresh, event: IncidentKindGiven
) -> None:
    """Keep what was said last: the kind is how the record stands."""
    for kind in (HAPPENED, NEARLY):
        take(connection, fresh, kind, IncidentKindGiven)
    known_as = NEARLY if event.near_miss else HAPPENED
    keep(connection, fresh, known_as, event.kind, event)
    title = TITLES.get(event.kind, event.kind)
    said = Entry("incident_kind_given", detail=title or "not known")
    if event.near_miss:
        said = Entry("near_miss_told", detail=title or None)
    write(connection, fresh, event.ticket_id, said)


def kind_of(records: Mapping[str, Kept]) -> KindShown | None:
    """Of which kind a ticket is said to be; None where nobody has said anything."""
    kept = records.get(NEARLY) or records.get(HAPPENED)
    if kept is None:
        return None
    said = kept.read(IncidentKindGiven)
    return KindShown(
        kind=said.kind,
        title=TITLES.get(said.kind, said.kind),
        near_miss=said.near_miss,
        version=kept.version,
    )
