"""Which databases are there, and which tables does each have today?"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import MetaData

from infra.survey import services
from shared.config import KEYS as KEYS_DATABASE
from shared.keyring import KEYS
from shared.log_tables import KERNEL


def databases() -> list[str]:
    """Every database of an installation: that of the keys, and one for each service."""
    return [KEYS_DATABASE, *services()]


def declared(name: str) -> Sequence[MetaData]:
    """The tables of a database as the code has them today."""
    return [KEYS] if name == KEYS_DATABASE else [KERNEL, services()[name].tables]
