"""What is suggested and dismissed at two schools that are alike in every id?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid5

from contracts import suggestions
from tests.support.cast import TICKET

QUERIES: dict[type, Callable[[UUID], Any]] = {
    suggestions.GetSuggestions: lambda s: suggestions.GetSuggestions(
        school_id=s, ticket_id=TICKET
    ),
    suggestions.SuggestFor: lambda s: suggestions.SuggestFor(
        school_id=s, subject="Projector of Ashgrove and Beckfield"
    ),
}
"""Questions about what the past of a school suggests."""


def dismissing(school: UUID, ticket_id: UUID) -> suggestions.DismissDuplicate:
    """That a ticket is not the same as the one that has everything else."""
    return suggestions.DismissDuplicate(
        school_id=school, ticket_id=ticket_id, other_id=uuid5(ticket_id, "again")
    )
