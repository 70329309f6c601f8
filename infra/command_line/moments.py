"""How is a moment typed at a terminal? By the clocks in London, as people say it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from contracts.fields import format_moment

MOMENT = click.DateTime(["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M"])
"""What a moment is read from: `30/11/2026 09:40`."""

_LONDON = ZoneInfo("Europe/London")


def utc(at: datetime) -> str:
    """A moment that was typed, as the API writes it."""
    return format_moment(at.replace(tzinfo=_LONDON).astimezone(UTC))
