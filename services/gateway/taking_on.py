"""How is a school taken on, under an id that was not given before?"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from contracts.directory import AddSchool
from contracts.refusals import Conflict
from services.gateway.asking import Asker
from services.gateway.routes import Body

_TRIES = 8
"""Ids tried for a new school; that the references of one are free is near certain."""


def take_on(
    asker: Asker, body: Body, command_id: UUID | None = None
) -> tuple[UUID, Any]:
    """Add a school under an id that was not given before, and the receipt for it.

    `command_id` is what it is known by, where that is not the key of the request.
    """
    command_id = command_id or asker.command_id("schools")
    for number in range(_TRIES):
        school_id = uuid5(command_id, f"school {number}")
        command = AddSchool(school_id=school_id, **body)
        try:
            return school_id, asker.execute(command, command_id)
        except Conflict as conflict:
            taken = conflict
    raise taken
