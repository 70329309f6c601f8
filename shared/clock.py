"""What time is it? The only place that asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime]


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)
