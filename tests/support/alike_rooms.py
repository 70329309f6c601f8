"""What are intake's rooms asked of a school, by everything in them that reads?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from contracts import (
    catalogue,
    channels,
    first_replies,
    problems,
    remote,
    suggestions,
    themes,
)
from services.intake.incidents.major_rows import KIND
from services.intake.matters.categories import Matters
from tests.support import (
    alike_channels,
    alike_incidents,
    alike_remote,
    alike_retention,
)
from tests.support.alike_life import LIVED
from tests.support.alike_suggestions import QUERIES as SUGGESTED

LATER = datetime(2030, 1, 1, tzinfo=UTC)
_WORDS = {"projector": "projector", "kiln": "kiln"}


def row_of(school: UUID, ticket_id: UUID, **rest: object) -> Any:
    """A ticket's row, as far as something else of it is asked for."""
    return SimpleNamespace(school=school, ticket_id=ticket_id, **rest)


READERS: dict[str, Callable[[UUID], tuple[Any, ...]]] = {
    "intake.channels.counted.count_channels": lambda s: (
        alike_channels.QUERIES[channels.CountChannels](s),
    ),
    "intake.first_replies.counted.count_first_replies": lambda s: (
        alike_channels.QUERIES[first_replies.CountFirstReplies](s),
    ),
    "intake.forms.answer_rows.answers_of": lambda s: (
        row_of(s, alike_channels.CALLED),
    ),
    "intake.forms.answer_rows.kept_answers": lambda s: (s, alike_channels.CALLED),
    "intake.forms.versions.get_catalogue": lambda s: (
        catalogue.GetCatalogue(school_id=s),
    ),
    "intake.forms.versions.preview_catalogue": lambda s: (
        catalogue.PreviewCatalogue(school_id=s, offerings=()),
    ),
    "intake.incidents.known_error_rows.find_known_errors": lambda s: (
        problems.FindKnownErrors(school_id=s),
    ),
    "intake.incidents.known_error_rows.list_known_errors": lambda _: (
        problems.ListKnownErrors(),
    ),
    "intake.incidents.records.records_of": lambda s: (s, alike_incidents.GONE_WRONG),
    "intake.incidents.records.state_of": lambda s: (
        *(s, alike_incidents.GONE_WRONG, KIND),
    ),
    "intake.remote.forgotten.find_forgotten_sessions": lambda _: (
        *(remote.FindForgottenSessions(), SimpleNamespace(now=LATER)),
    ),
    "intake.remote.rows.find_remote_sessions": lambda s: (
        alike_remote.QUERIES[remote.FindRemoteSessions](s),
    ),
    **alike_retention.READERS,
    "intake.suggesting.dismissed_rows.dismissed_of": lambda s: (row_of(s, LIVED),),
    "intake.suggesting.past.done_with": lambda s: (s, _WORDS, Matters()),
    "intake.suggesting.past.waiting_with": lambda s: (s, _WORDS, Matters()),
    "intake.suggesting.suggestions.get_suggestions": lambda s: (
        SUGGESTED[suggestions.GetSuggestions](s),
    ),
    "intake.suggesting.suggestions.suggest_for": lambda s: (
        SUGGESTED[suggestions.SuggestFor](s),
    ),
    "intake.themes.counting.lines_of": lambda s: (
        *(alike_incidents.QUERIES[themes.GetThemes](s), date(2026, 8, 31)),
    ),
    "intake.themes.report.get_themes": lambda s: (
        alike_incidents.QUERIES[themes.GetThemes](s),
    ),
}
"""What each function that reads is given, so that it is about a school."""

PARTS = {
    *("major_incident_of", "problem_of", "reporting_of", "workarounds_of"),
    *(
        "incident_of",
        "suggested_of",
        "marked_of",
        "is_restricted",
        "said_in",
        "refuse_infected",
        "duties_of",
        "watches_for_desk",
    ),
    *("is_kept_from", "own_requests", "seen_by", "guarded_among", "kept_among"),
    *("visits_shown", "readable"),
}
"""These read on from a row that another has found, or narrow what it finds; that one
has its case."""
