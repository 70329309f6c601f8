"""The language of intake about what a school's own past suggests of a ticket."""

from __future__ import annotations

from datetime import datetime

from contracts.access import Right
from contracts.declare import command, event, query, text, value, view
from contracts.values import Level, Priority, SchoolId, TicketId, TicketState


@value
class Because:
    """Why it is suggested: of `of` tickets with all these words, `times` were so."""

    words: tuple[str, ...]
    times: int
    of: int


@value
class CategorySuggested:
    """What a ticket may be about."""

    category: str
    title: str
    because: Because


@value
class PrioritySuggested:
    """How far it may reach and how soon it may hurt; the priority is the matrix's."""

    impact: Level
    urgency: Level
    priority: Priority
    because: Because


@value
class LikelyDuplicate:
    """A ticket that waits and may be about the same, by its words and who asks."""

    ticket_id: TicketId
    reference: str
    subject: str
    state: TicketState
    opened_at: datetime
    words: tuple[str, ...]
    same_requester: bool


@query("intake.get_suggestions", needs=Right.WORK_TICKETS)
class GetSuggestions:
    """What is suggested of this ticket? Nothing of it is set by itself."""

    ticket_id: TicketId
    school_id: SchoolId | None = None


@query("intake.suggest_for", needs=Right.WORK_TICKETS)
class SuggestFor:
    """What would be suggested of a ticket that somebody is about to open?"""

    school_id: SchoolId
    subject: str = text(most=200)
    requester_email: str = text(most=254, default="")


@view("intake.suggestions")
class SuggestionsView:
    """What is suggested, each with why; None where the past says nothing clear."""

    school_id: SchoolId
    category: CategorySuggested | None
    priority: PrioritySuggested | None
    duplicates: tuple[LikelyDuplicate, ...]


@command("intake.dismiss_duplicate", needs=Right.WORK_TICKETS)
class DismissDuplicate:
    """Say that a likely duplicate is another matter: it is suggested no more."""

    school_id: SchoolId
    ticket_id: TicketId
    other_id: TicketId


@event("intake.duplicate_dismissed")
class DuplicateDismissed:
    """Somebody of the desk looked, and the other ticket is about another matter."""

    ticket_id: TicketId
    other_id: TicketId
    other_reference: str
