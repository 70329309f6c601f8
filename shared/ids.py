"""How is an id made of what a database kept? Without asking first what that is."""

from __future__ import annotations

from typing import Any
from uuid import UUID, SafeUUID

from psycopg2.extensions import new_type, register_type

_OF_POSTGRESQL = 2950
"""By which number a server names the type of an id."""


def id_of_digits(digits: str) -> UUID:
    """The id of 32 hexadecimal digits.

    A page of a log makes thousands, and `UUID` first finds out which of six forms it
    was given, which takes as long as the rest.
    """
    made = object.__new__(UUID)
    object.__setattr__(made, "int", int(digits, 16))
    object.__setattr__(made, "is_safe", SafeUUID.unknown)
    return made


def read_ids(driver: Any) -> None:
    """Have a driver's connection to a server make its ids so."""
    register_type(_TYPE, driver)


def _cast(text: Any, _cursor: object) -> UUID | None:
    return None if text is None else id_of_digits(text.replace("-", ""))


_TYPE = new_type((_OF_POSTGRESQL,), "ID", _cast)
