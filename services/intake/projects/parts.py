"""What may belong to a project, and to which one does it already?"""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from contracts.projects import AddToProject, PartKind
from contracts.refusals import Invalid, Refused

_ONE = {PartKind.TICKET: "ticket", PartKind.SITE_VISIT: "visit"}


class Part(NamedTuple):
    """A ticket or a visit that belongs to a project."""

    kind: PartKind
    part_id: UUID


class Place(NamedTuple):
    """Of a part: whether the school has it, and of which project it is, by its name.

    Of a plan: the purpose as it is kept, for in the log it is sealed to its rules.
    """

    known: bool = False
    project_id: UUID | None = None
    name: str = ""
    purpose: str | None = None


def refuse_elsewhere(place: Place, command: AddToProject) -> None:
    """Refused where it belongs to another project, or is not there at all."""
    one = _ONE[command.kind]
    if not place.known:
        raise Invalid({"part_id": [f"The school has no such {one}."]})
    if place.project_id is not None and place.project_id != command.project_id:
        raise Refused(
            f"This {one} belongs to the project {place.name}. Take it out there first."
        )
