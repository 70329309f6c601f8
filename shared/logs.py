"""What does a process write for the people who run it? One JSON line for each event."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO
from uuid import UUID

from contracts.fields import format_moment

_about: ContextVar[UUID | None] = ContextVar("about", default=None)


@contextmanager
def about(correlation_id: UUID) -> Iterator[None]:
    """Say of every line that is written meanwhile which story it belongs to."""
    before = _about.set(correlation_id)
    try:
        yield
    finally:
        _about.reset(before)


class JsonLines(logging.Formatter):
    """A log record as one line of JSON; personal text never goes into one."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": format_moment(datetime.fromtimestamp(record.created, UTC)),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if correlation_id := _about.get():
            line["correlation_id"] = str(correlation_id)
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def write_json_lines(to: Path | TextIO) -> None:
    """Send the log of this process to a file, or to a stream that is open."""
    handler = (
        logging.FileHandler(to) if isinstance(to, Path) else logging.StreamHandler(to)
    )
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.getLogger("nameko").setLevel(logging.WARNING)
