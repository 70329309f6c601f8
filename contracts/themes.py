"""The language of intake about a school year: what went wrong in it, and nearly did."""

from __future__ import annotations

from datetime import date, datetime

from contracts.access import Right
from contracts.declare import query, several, text, value, view
from contracts.recurring import Recurring
from contracts.values import SchoolId, TicketId

MOST_TERMS = 12


@value
class TermBegun:
    """A term of a school year by its first day; the holidays after it count with it."""

    title: str = text(least=1, most=80)
    from_on: date


@query("intake.get_themes", needs=Right.READ_LOG)
class GetThemes:
    """What went wrong or nearly did in a school year, beside the year before?

    `terms` are those of that year, the first of them from its first day.
    """

    school_id: SchoolId | None = None
    before_from: date
    until_on: date
    terms: tuple[TermBegun, ...] = several(most=MOST_TERMS)


@value
class Counted:
    """How often something was, term by term, and in the year before.

    `before_by_now` is the year before up to the same day, as long as this one runs.
    `grew` is whether there were at least two more than by then.
    """

    terms: tuple[int, ...]
    times: int
    before: int
    before_by_now: int
    grew: bool


@value
class KindCounted:
    """How often a kind of incident was, and nearly was; `kind` is empty for none."""

    kind: str
    title: str
    happened: Counted
    nearly: Counted


@value
class SchoolCounted:
    """How often anything was at a school, and nearly was."""

    school_id: SchoolId
    happened: Counted
    nearly: Counted


@value
class LessonAction:
    """An action of the review of a major incident; `late` where its day is past."""

    school_id: SchoolId
    ticket_id: TicketId
    reference: str
    what: str
    owner: str
    due_on: date
    closed_at: datetime | None
    late: bool


@view("intake.themes")
class ThemesView:
    """What went wrong in a school year and nearly did, and what is done about it.

    The kinds are those that were, the most frequent first. `by_school` is empty where
    one school is asked of. `counted_until` is the last day that is counted.
    """

    terms: tuple[TermBegun, ...]
    until_on: date
    counted_until: date
    kinds: tuple[KindCounted, ...]
    in_all: KindCounted
    by_school: tuple[SchoolCounted, ...]
    recurring: tuple[Recurring, ...]
    actions: tuple[LessonAction, ...]
