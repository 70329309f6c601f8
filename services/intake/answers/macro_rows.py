"""How are macros kept and read?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    Table,
    Text,
    Uuid,
    delete,
    insert,
    select,
)

from contracts.codec import dump, restore
from contracts.macros import FindMacros, Macro, MacroRemoved, MacroSaved, MacrosView
from contracts.values import PROVIDER
from services.intake.tables import METADATA
from shared.application import Answer, Asked
from shared.work import Fresh

macros = Table(
    "macros",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("macro_id", Uuid, primary_key=True),
    Column("sort_name", Text, nullable=False),
    Column("saved", Text, nullable=False),
    Column("version", Integer, nullable=False),
)
"""Answers that are kept; `saved` is the last event of each, as JSON."""


def keep_macro(
    connection: Connection, fresh: Fresh, event: MacroSaved | MacroRemoved
) -> None:
    """Keep the macros as they were saved last."""
    gone = delete(macros).where(
        macros.c.school == fresh.school, macros.c.macro_id == event.macro_id
    )
    connection.execute(gone)
    if isinstance(event, MacroRemoved):
        return
    row = {
        "school": fresh.school,
        "macro_id": event.macro_id,
        "sort_name": event.name.casefold(),
        "saved": json.dumps(dump(event)),
        "version": fresh.stream_version,
    }
    connection.execute(insert(macros), [row])


def find_macros(connection: Connection, query: FindMacros, _: Asked) -> MacrosView:
    """The macros of a school, or of the MSP, by name."""
    found = (
        select(macros)
        .where(macros.c.school == (query.school_id or PROVIDER))
        .order_by(macros.c.sort_name, macros.c.macro_id)
    )
    rows = connection.execute(found).all()
    return MacrosView(macros=tuple(_macro(row.saved, row.version) for row in rows))


def _macro(content: str, version: int) -> Macro:
    saved = restore(MacroSaved, json.loads(content))
    told = {field.name: getattr(saved, field.name) for field in fields(saved)}
    return Macro(**told, version=version)


ANSWERS: Mapping[type, Answer] = {FindMacros: find_macros}
