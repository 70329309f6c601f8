"""What if the platform ran some days ago? Its own program, with a clock that is behind.

Run as `python -m tests.support.days_ago`. What it leaves behind is found, at the right
time, by a platform that was away for so long.
"""

from __future__ import annotations

import warnings

warnings.filterwarnings("ignore", r"\s*Eventlet is deprecated")

import eventlet  # noqa: E402

eventlet.monkey_patch()

from datetime import UTC, datetime, timedelta  # noqa: E402

from shared import clock  # noqa: E402

AGO = timedelta(days=8)
"""Long enough that there were working days in between, even at Christmas."""


def behind() -> datetime:
    """The moment it was then."""
    return datetime.now(UTC) - AGO


if __name__ == "__main__":
    clock.now = behind
    from infra.platform import main

    raise SystemExit(main())
