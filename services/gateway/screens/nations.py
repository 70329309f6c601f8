"""How is it said which nation a school is in, whose bank holidays it has?"""

from __future__ import annotations

from uuid import UUID

from flask import request

from contracts.calendar import SetNation
from contracts.values import Nation
from services.gateway.screens import settings
from services.gateway.screens.forms import form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import named

screens = Screens("nations")

NATIONS = tuple((nation.value, named(nation)) for nation in Nation)
"""Each with its name."""


@screens.on(
    "POST", "/console/schools/<uuid:school_id>/closures/nation", needs=SetNation
)
def set_nation(visit: Visit, school_id: UUID) -> Page:
    """Set the nation, from the list that the page of closures has."""
    command = form_of(request).read(SetNation, school_id=school_id)
    visit.asker.execute(command, visit.asker.command_id())
    said = f"The bank holidays are those of {named(command.nation)}."
    return back(settings.address(school_id, "closures"), said)
