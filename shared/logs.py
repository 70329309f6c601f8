"""What does a process write for the people who run it? One JSON line for each event."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from pathlib import Path

from contracts.fields import format_moment


class JsonLines(logging.Formatter):
    """A log record as one line of JSON; personal text never goes into one."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": format_moment(datetime.fromtimestamp(record.created, UTC)),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def write_json_lines(file: Path | None = None) -> None:
    """Send the log of this process to a file, or to standard error."""
    handler = logging.FileHandler(file) if file else logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.getLogger("nameko").setLevel(logging.WARNING)
