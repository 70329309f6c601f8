"""How are rows of many schools asked for by their keys, in one question?

The keys are told as one text. The database makes a table of it, and looks each of them
up in an index; with a list of pairs it would compare every row that it has, or try
every school with every key.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import (
    JSON,
    BindParameter,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    cast,
    column,
    func,
)
from sqlalchemy.schema import Column

Key: TypeAlias = tuple[UUID | int | str, ...]

_KEYS: BindParameter[Any] = bindparam("keys")


class ByKeys:
    """A question about rows of which some columns, as school and ticket, are keys.

    Its statements are made once: that takes several times as long as to carry one out.
    """

    def __init__(self, asked: Select[Any], *columns: Column[Any]) -> None:
        self._in_file = _in_file(asked, columns)
        self._on_server = _on_server(asked, columns)

    def rows(self, connection: Connection, keys: Sequence[Key]) -> Sequence[Row[Any]]:
        """The rows with these keys; again for each time that a key is there."""
        in_file = connection.dialect.name == "sqlite"
        told = json.dumps([_told(key, in_file=in_file) for key in keys])
        asked = self._in_file if in_file else self._on_server
        return connection.execute(asked, {"keys": told}).all()


def _in_file(asked: Select[Any], columns: Sequence[Column[Any]]) -> Select[Any]:
    wanted = func.json_each(_KEYS).table_valued("value", name="wanted")
    parts = [
        one == func.json_extract(wanted.c.value, f"$.{_name(place)}")
        for place, one in enumerate(columns)
    ]
    return asked.join(wanted, and_(*parts))


def _on_server(asked: Select[Any], columns: Sequence[Column[Any]]) -> Select[Any]:
    named = [column(_name(place), one.type) for place, one in enumerate(columns)]
    wanted = func.json_to_recordset(cast(_KEYS, JSON)).table_valued(*named)
    rows = wanted.render_derived(name="wanted", with_types=True)
    parts = [one == key for one, key in zip(columns, rows.c, strict=True)]
    return asked.join(rows, and_(*parts))


def _told(key: Key, *, in_file: bool) -> dict[str, str | int]:
    return {
        _name(place): _written(part, in_file=in_file) for place, part in enumerate(key)
    }


def _written(part: UUID | int | str, *, in_file: bool) -> str | int:
    """As a row has it: a file keeps the digits of an id without hyphens."""
    if not isinstance(part, UUID):
        return part
    return part.hex if in_file else str(part)


def _name(place: int) -> str:
    return f"key_{place}"
