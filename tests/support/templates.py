"""What do the SQLite files of many tests have in common, that is made only once?

A file of one service has fifty tables, and to say so takes longer than most tests. What
SQLAlchemy has worded for one file, it would word again for the next: a fifth of what
the tests of whole services do.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine, MetaData, create_engine

from shared.making import make

_MADE: dict[tuple[MetaData, ...], bytes] = {}
_WORDED: dict[Any, Any] = {}
_SPEAKER = create_engine("sqlite://")
_SPEAKER.connect().close()


def write_tables(file: Path, metadata: tuple[MetaData, ...]) -> None:
    """Make the tables of a database in a file that is empty or not there."""
    if metadata not in _MADE:
        _MADE[metadata] = _make(metadata)
    file.write_bytes(_MADE[metadata])


def _make(metadata: tuple[MetaData, ...]) -> bytes:
    with TemporaryDirectory() as home:
        file = Path(home) / "template.db"
        make(f"sqlite:///{file}", *metadata)
        return file.read_bytes()


def share_wording(engine: Engine) -> None:
    """Have statements that were worded for another file be known to this one."""
    engine.dialect = _SPEAKER.dialect
    engine.update_execution_options(compiled_cache=_WORDED)
