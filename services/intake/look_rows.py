"""How does a school call itself, and what is its colour? As directory says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    Table,
    Text,
    Uuid,
    bindparam,
    insert,
    select,
    update,
)

from contracts.directory import SchoolAdded
from contracts.look import LookSet
from services.intake.tables import METADATA
from shared.decider import Heard

looks = Table(
    "looks",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("shown_name", Text),
    Column("accent", Text),
)
"""How each school calls itself and its colour, as directory said: letters bear both."""

NAMELESS = "Your school’s IT support"
"""What stands over a letter of a school that directory has said nothing of yet."""


class Look(NamedTuple):
    """What a school's letters bear: its name, and its colour if it has one."""

    name: str
    accent: str | None


def keep_looks(connection: Connection, heard: Sequence[Heard]) -> None:
    """Keep the names and colours that schools have now."""
    for one in heard:
        match one.event:
            case SchoolAdded(name=name):
                connection.execute(_ADD, {"school": one.school, "name": name})
            case LookSet(shown_name=shown_name, accent=accent):
                changed = {"shown_name": shown_name, "accent": accent}
                connection.execute(_CHANGE, {"of_school": one.school} | changed)


def look_of(connection: Connection, school: UUID) -> Look:
    """How a school looks to its people."""
    row = connection.execute(_FIND, {"of_school": school}).one_or_none()
    if row is None:
        return Look(NAMELESS, None)
    return Look(row.shown_name or row.name, row.accent)


# Made once: to build a statement takes several times as long as to carry it out.
_ADD = insert(looks)
_FIND = select(looks).where(looks.c.school == bindparam("of_school"))
_CHANGE = update(looks).where(looks.c.school == bindparam("of_school"))
