"""Why could an event not be applied? Told without what a person may have written."""

from __future__ import annotations

import traceback
from pathlib import Path

from contracts.refusals import Refusal, Unreadable

_REPOSITORY = Path(__file__).resolve().parents[1]


def reason(error: Exception) -> str:
    """What an operator is told of an error, and what is kept of it.

    A no of ours is told in its own words. What Python or a library says may quote what
    it could not digest, so of that only its kind is told, and where it was raised.
    """
    kind = type(error).__name__
    ours = isinstance(error, Refusal | Unreadable) and error.__cause__ is None
    return f"{kind}: {error}" if ours else f"{kind} at {_place(error)}"


def _place(error: Exception) -> str:
    """The innermost line of ours that an error passed."""
    steps = traceback.extract_tb(error.__traceback__)
    ours = [step for step in steps if Path(step.filename).is_relative_to(_REPOSITORY)]
    own = [step for step in ours if "site-packages" not in step.filename]
    if not own:
        return "a place that is not ours"
    place = Path(own[-1].filename).relative_to(_REPOSITORY).as_posix()
    return f"{place}:{own[-1].lineno}"
