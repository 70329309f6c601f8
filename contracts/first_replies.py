"""The language of intake for first replies: how many by each role, and how soon?"""

from __future__ import annotations

from contracts.access import Right, Role
from contracts.declare import query, text, value, view
from contracts.values import SchoolId


@query("intake.count_first_replies", needs=Right.READ_TICKETS)
class CountFirstReplies:
    """Who of which role answered how many requests first in a month?

    This one, if not said.
    """

    school_id: SchoolId | None = None
    month: str = text(most=7, default="")


@value
class FirstReplies:
    """The requests of a school that people of a role answered first, and how soon.

    `role` is what they held on that day, the one with the most rights of several; None
    where nobody knows. Half were answered within `median` minutes and nine of ten
    within `most`, nights and holidays counted in.
    """

    school_id: SchoolId
    role: Role | None
    requests: int
    median: int
    most: int


@view("intake.first_replies")
class FirstRepliesView:
    """The first replies of a month by school and role."""

    month: str
    replies: tuple[FirstReplies, ...]
