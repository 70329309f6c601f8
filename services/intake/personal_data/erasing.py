"""When are the keys destroyed of what was redacted? Once that is recorded, and surely.

Whoever ends between the two leaves a row that says so, and it is done then.
"""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID, uuid5

from sqlalchemy import Connection, func, select
from sqlalchemy import text as sql

from contracts.access import platform
from contracts.personal_data import RecordErased, Sensitive, TextState
from services.intake.personal_data.rows import ids_of
from services.intake.personal_data.tables import TO_ERASE, marked_texts
from shared.application import Application
from shared.metrics import PERSONAL_DATA
from shared.work import Cause


class _Due(NamedTuple):
    """A text whose keys are to be destroyed."""

    school: UUID
    entry_id: UUID
    subjects: str


def erase(intake: Application) -> None:
    """Destroy the keys of every text that is redacted, and record that it is done."""
    for due in intake.read(_due):
        for subject in ids_of(due.subjects):
            intake.keyring.destroy(due.school, subject, intake.clock())
        done = RecordErased(school_id=due.school, entry_id=due.entry_id)
        command_id = uuid5(due.entry_id, "erased")
        intake.execute(done, Cause(caller=platform("intake"), command_id=command_id))


def count_texts(intake: Application) -> None:
    """Let Prometheus see how many texts hold what, and how they stand."""
    counts = {(kind, state): 0 for kind in Sensitive for state in TextState}
    for kinds, state, number in intake.read(_counted):
        for kind in kinds.split(",") if kinds else ():
            counts[Sensitive(kind), TextState(state)] += number
    for (kind, state), number in counts.items():
        PERSONAL_DATA.labels(kind.value, state.value).set(number)


def _due(connection: Connection) -> list[_Due]:
    return [_Due(*row) for row in connection.execute(_DUE)]


def _counted(connection: Connection) -> list[tuple[str, str, int]]:
    return [(row.kinds, row.state, row.number) for row in connection.execute(_COUNTED)]


# Made once: to build a statement takes several times as long as to carry it out.
_DUE = select(
    marked_texts.c.school, marked_texts.c.entry_id, marked_texts.c.subjects
).where(sql(TO_ERASE))
_COUNTED = select(
    marked_texts.c.kinds, marked_texts.c.state, func.count().label("number")
).group_by(marked_texts.c.kinds, marked_texts.c.state)
