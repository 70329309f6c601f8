"""What is the sla service made of?"""

from __future__ import annotations

from dataclasses import replace

from services.sla import foreseeing, simulating
from services.sla.agreement import AGREEMENT, Agreement, agreement_from
from services.sla.clock import Clock, Started
from services.sla.domain import CLOCK, Command
from services.sla.policies import react
from services.sla.projections import project
from services.sla.queries import ANSWERS, signed, signed_as
from services.sla.tables import METADATA
from shared.application import Rooms
from shared.work import Work


def terms(work: Work, clock: Clock, command: Command) -> Agreement | None:
    """The agreement a clock runs under: the one it started with, whatever came later.

    A clock that starts takes the one in force, or the first that was ever signed.
    """
    connection, school = work.connection, work.school
    if isinstance(clock, Started):
        pinned = signed_as(connection, school, clock.agreement_version)
    else:
        pinned = signed(connection, school, command.at) or signed(connection, school)
    return agreement_from(pinned) if pinned else None


ROOMS = Rooms(
    name="sla",
    tables=METADATA,
    deciders=(AGREEMENT, replace(CLOCK, terms=terms)),
    project=project,
    answers={**ANSWERS, **foreseeing.ANSWERS},
    procedures=simulating.PROCEDURES,
    hears=("directory", "intake"),
    react=react,
)
